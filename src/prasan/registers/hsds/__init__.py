"""The service directory in the exchange format of others: HSDS 3.0 (Human Services Data Specification, Open Referral).

What people are offered today, and nothing else: no person, no draft, nothing closed. A coming day of a mobile unit is
one more location of the services that come along; its day and hours stand in words, as the hours of offices do. Thai
stands in `name`, English in `alternate_name`; where HSDS has one field only, the Thai paragraph comes first, the
English one after an empty line.
"""

from prasan.registers.hsds.records import nested, organization, row_of, taxonomies, terms
from prasan.registers.hsds.source import Directory, at_days, offered, offices_of

__all__ = ["Directory", "at_days", "nested", "offered", "offices_of", "organization", "row_of", "taxonomies", "terms"]

VERSION = "3.0"
PROFILE = "https://docs.openreferral.org/en/3.0/"
