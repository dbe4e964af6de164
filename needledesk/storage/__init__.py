"""Keeps: the record file and all that is in it. The only room that speaks SQL; domain objects go in and come out."""
