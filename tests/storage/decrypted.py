"""Every page of an encrypted record file in the clear, free ones too, as its key reads it: SQLCipher 4's own format.

The program has no other AES than SQLCipher's, which gives no free page away; the one of OpenSSL's library does.
"""

from __future__ import annotations

import ctypes
import ctypes.util

import pytest

from needledesk.storage.keys import Key

PAGE, RESERVED, SALT, INITIAL = 4096, 80, 16, 16


def decrypted(data: bytes, key: Key) -> bytes:
    """The pages one after another, without what SQLCipher keeps at their ends."""
    return b"".join(_page(data[start : start + PAGE], key, start == 0) for start in range(0, len(data), PAGE))


def _page(page: bytes, key: Key, first: bool) -> bytes:
    secret = page[SALT if first else 0 : PAGE - RESERVED]
    initial = page[PAGE - RESERVED : PAGE - RESERVED + INITIAL]
    return _aes_256_cbc(secret, key.raw, initial)


def _aes_256_cbc(secret: bytes, key: bytes, initial: bytes) -> bytes:
    library = _library()
    context = ctypes.c_void_p(library.EVP_CIPHER_CTX_new())
    out, length = ctypes.create_string_buffer(len(secret) + 32), ctypes.c_int(0)
    try:
        cipher = ctypes.c_void_p(library.EVP_aes_256_cbc())
        assert library.EVP_DecryptInit_ex(context, cipher, None, key, initial) == 1
        assert library.EVP_CIPHER_CTX_set_padding(context, 0) == 1
        assert library.EVP_DecryptUpdate(context, out, ctypes.byref(length), secret, len(secret)) == 1
    finally:
        library.EVP_CIPHER_CTX_free(context)
    assert length.value == len(secret)
    return out.raw[: len(secret)]


def _library() -> ctypes.CDLL:
    name = ctypes.util.find_library("crypto")
    if name is None:
        pytest.skip("there is no OpenSSL library here to read encrypted pages with")
    library = ctypes.CDLL(name)
    library.EVP_CIPHER_CTX_new.restype = ctypes.c_void_p
    library.EVP_aes_256_cbc.restype = ctypes.c_void_p
    return library
