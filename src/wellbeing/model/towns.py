"""Where towns lie, so that a contribution that names one can be counted in its region; and where postcodes are."""

import dataframely as dy


class Towns(dy.Schema):
    """One row per town, suburb or district that people name instead of a region."""

    town = dy.String(primary_key=True, min_length=1)
    #: Codes of the regions it may mean, parted by ``|``. Several: never guessed, always asked.
    regions = dy.List(dy.String(), min_length=1)
    #: Other spellings, separated by ``|``.
    also = dy.String(nullable=True)
    #: Usually resident people of the urban area; null where unknown.
    population = dy.Int64(nullable=True, min=0)
    source = dy.String(min_length=1)


class Postcodes(dy.Schema):
    """One row per range of postcodes: what a file says of regions is compared with them, nobody is placed by them."""

    #: The first and last of the range, of as many digits: a shorter one has lost its nought, and is not read.
    first = dy.String(primary_key=True, regex=r"\d+")
    last = dy.String(regex=r"\d+")
    #: Codes of all regions where such postcodes are, parted by ``|``.
    regions = dy.List(dy.String(), min_length=1)
    source = dy.String(min_length=1)
