"""Networks (เครือข่าย): partners of every sector, their promises, labour volunteers who report from the field."""
