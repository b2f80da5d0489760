"""OpenID Connect with the ministry's identity provider, checked in full.

The sign-in library skips the token's signature when it was fetched over TLS and knows no nonce; here the
signature, issuer, audience, expiry and nonce are all checked, so that a provider behind a proxy is safe too.
"""
