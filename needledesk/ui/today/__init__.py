"""The page of the day: who is here, who may come, what has come in. It knows no other page but the steps of a visit."""
