"""Coverage as ``docs/method.md`` describes it, written from that text alone: a second hand beside the project's own.

Plain Python and NumPy; it reads a release's tables and the engagement's settings, and imports no measure.
"""

import math
from collections import defaultdict

import numpy as np
from scipy.special import gammaln, ndtr
from shares_by_method import Places, Shares

NOT_STATED = "not stated"
TABLES = ("region_stakeholder", "region", "stakeholder", "total")
ERROR = {"published": 0.0, "derived": 0.1, "assumed": 0.3}
Z, ROUNDING = 1.959964, 1 / 12
GRID = np.concatenate([np.linspace(0.02, 0.78, 20), np.linspace(0.82, 1.22, 11), np.linspace(1.27, 4, 14)])
EDGES = np.concatenate([[0.0], (GRID[1:] + GRID[:-1]) / 2, [4.0]])
FAIR = np.exp(-((np.log(GRID) / 0.15) ** 2) / 2)
#: What a group of one has from its member, or the other way round.
JUDGEMENT = (
    *("lower", "upper", "p_under", "p_over", "tipping", "holds"),
    *("state", "needed_low", "needed_high"),
)


def by_method(release, cut="", benchmark=""):
    """What coverage says of every cell: ``{(area, stakeholder): {"expected": …, "state": …}}``."""
    cells, places = _cells(release, cut), Places(release)
    choice = next(
        b for b in release.engagement.benchmarks if b.id == benchmark or (not benchmark and b.default)
    )
    shares = Shares(release.table("benchmarks").rows(named=True), choice, places)
    for (area, role), cell in cells.items():
        cell["q"], cell["basis"] = shares.of(area, role)
    everybody = _cells(release, "")
    parting = {
        key: everybody[key] | {"q": shares.of(*key)[0]} for key in places.partition() if key in everybody
    }
    phi = _phi(release, cut, parting)
    once = {} if cut else _once(release)
    for (area, role), cell in cells.items():
        cell["phi"] = phi[places.together(role)]
        cell["once"] = once.get((area, role))
    compared = {key: cells[key] for key in places.partition() if key in cells}
    everybody = cells.get(("", ""))
    in_cells = everybody and _without(everybody, _nowhere(release, cut))
    wholes = {
        (True, True): _mean_baseline([compared], in_cells, compared),
        (True, False): _mean_baseline(_grouped(compared, 1), in_cells, compared),
        (False, True): _mean_baseline(_grouped(compared, 0), in_cells, compared),
        (False, False): None,
    }
    wholes[True, False] += _half_stated(cells, compared, everybody, in_cells, 0)
    wholes[False, True] += _half_stated(cells, compared, everybody, in_cells, 1)
    for (area, role), cell in cells.items():
        cell["expected"] = None if cell["q"] is None else cell["q"] * wholes[bool(area), bool(role)]
    _judge(cells, places, release.policy.threshold)
    return cells


def _cells(release, cut):
    """Key → what was published; those who state no area or no type are in none."""
    name, _, value = cut.partition(":")
    found = {}
    for margin in TABLES:
        table = f"{margin}_by_{name}" if name else margin
        if table in release.tables:
            for row in release.table(table).rows(named=True):
                key = row.get("area", ""), row.get("stakeholder", "")
                if NOT_STATED not in key and (not name or row[name] == value):
                    found[key] = {column: row[column] for column in ("count", "low", "high", "sd")}
    return found


def _nowhere(release, cut):
    """How many are known to state no area or no type: in no cell that is compared."""
    name, _, value = cut.partition(":")
    found = []
    for margin in ("region", "stakeholder", "region_stakeholder"):
        table = f"{margin}_by_{name}" if name else margin
        rows = release.table(table).rows(named=True) if table in release.tables else []
        found.append(
            sum(
                row["count"] or 0
                for row in rows
                if row.get("area", NOT_STATED) == row.get("stakeholder", NOT_STATED) == NOT_STATED
                and (not name or row[name] == value)
            )
        )
    return max(0, found[0] + found[1] - found[2])


def _without(cell, number):
    return cell | {
        name: None if cell[name] is None else max(0, cell[name] - number) for name in ("count", "low", "high")
    }


def _about(cell):
    return cell["count"] if cell["count"] is not None else (cell["low"] + cell["high"]) / 2


def _counted(cell, rest):
    if cell.get("once") is not None:
        return cell["once"]
    if cell["count"] is not None or rest is None:
        return _about(cell)
    return min(max(rest, cell["low"]), cell["high"])


def _once(release):
    """Key → contributions with each campaign once, where further copies are shown."""
    if "total_by_campaign" not in release.tables:
        return {}
    copies, own = (_cells(release, f"campaign:{member}") for member in ("copy", "own"))
    return {key: cell["count"] for key, cell in own.items() if copies[key]["count"] is not None}


def _quiet(release, parting):
    """Channel → its own baseline."""
    heard = {}
    for channel in release.table("total_by_channel")["channel"].unique():
        through = _cells(release, f"channel:{channel}")
        most = max(
            (row["phi"] for row in release.table("clustering").rows(named=True) if row["channel"] == channel),
            default=1.0,
        )
        cells = [through[key] | {"q": cell["q"], "phi": most} for key, cell in parting.items()]
        cells = [cell for cell in cells if cell["q"] is not None]
        heard[channel] = _baseline(cells, _rest(cells, through.get(("", ""))))
    return heard


def _phi(release, cut, parting):
    """How many came together, by what is counted together: the channels' mean."""
    name, _, value = cut.partition(":")
    if name == "channel":
        heard = {value: 1.0}
    elif any(cell["q"] is not None for cell in parting.values()):
        heard = _quiet(release, parting)
    else:
        heard = {row["channel"]: _about(row) for row in release.table("total_by_channel").rows(named=True)}
    heard.pop(NOT_STATED, None)
    found = defaultdict(float)
    for row in release.table("clustering").rows(named=True):
        found[row["together"]] += row["phi"] * heard.get(row["channel"], 0) / sum(heard.values())
    return {together: max(1.0, phi) for together, phi in found.items()}


def _grouped(cells, side):
    """The cells of each area (0), or of each type (1)."""
    found = defaultdict(dict)
    for key, cell in cells.items():
        found[key[side]][key] = cell
    return list(found.values())


def _mean_baseline(groups, everybody, compared):
    """The groups' baselines, weighted by what the benchmark has in each."""
    rest = _rest(compared.values(), everybody)
    found = [
        (sum(cell["q"] or 0 for cell in group.values()), _baseline(group.values(), rest)) for group in groups
    ]
    covered = sum(share for share, _ in found)
    return sum(share * n for share, n in found) / covered if covered else 0.0


def _half_stated(cells, compared, everybody, in_cells, side):
    """n* of those who state an area (0) or a type (1) and not the other, if more than one in twenty."""
    rest, within = _rest(compared.values(), in_cells), defaultdict(float)
    for key, cell in compared.items():
        within[key[side]] += _counted(cell, rest)
    alone = []
    for name, heard in within.items():
        margin = cells[("", name) if side else (name, "")]
        if margin["q"] is not None:
            alone.append(margin | {"count": _counted(margin, None) - heard, "once": None})
    number = sum(cell["count"] for cell in alone)
    if number <= _about(everybody) / 20:
        return 0.0
    positive = [cell | {"count": max(cell["count"], 0)} for cell in alone]
    return min(_baseline(positive, None), number / sum(cell["q"] for cell in alone))


def _rest(cells, everybody):
    """An equal part of what the shown cells leave of everybody."""
    hidden = sum(cell["count"] is None for cell in cells)
    if everybody is None or not hidden:
        return None
    return (_about(everybody) - sum(cell["count"] or 0 for cell in cells)) / hidden


def _baseline(cells, rest):
    """Σ min(x, 1.25·q·n* + ½√(φ·q·n*)) / Σq, from Σx/Σq downwards."""
    cells = [cell for cell in cells if cell["q"] is not None]
    if not cells:
        return 0.0
    x = np.array([_counted(cell, rest) for cell in cells])
    q = np.array([cell["q"] for cell in cells])
    phi = np.array([cell["phi"] for cell in cells])
    whole = x.sum() / q.sum()
    while True:
        fair = q * whole
        step = np.minimum(x, 1.25 * fair + 0.5 * np.sqrt(phi * fair)).sum() / q.sum()
        if abs(step - whole) < 1e-9:
            return step
        whole = step


def _judge(cells, places, threshold):
    views = defaultdict(list)
    for key, cell in cells.items():
        if cell["expected"]:
            cell["likelihood"] = _likelihood(cell, threshold)
            views[places.kinds(*key)].append(cell)
    for view in views.values():
        _posterior(view)
    family = [cell for kinds in places.family() for cell in views.pop(kinds, [])]
    for together in (family, *views.values()):
        _lists(together, threshold)
    for cell in cells.values():
        _describe(cell, threshold)
    _share_judgements(cells, places)


def _share_judgements(cells, places):
    """A group of one and its member have one."""
    known = {places.same(*key): cells[key] for key in sorted(cells, key=lambda key: places.speaks(*key))}
    for key, cell in cells.items():
        cell |= {column: known[places.same(*key)].get(column) for column in JUDGEMENT}


def _likelihood(cell, threshold):
    """Of every λ of the grid, given what was published."""
    return np.array([_evidence_of(cell, threshold, lam * cell["expected"]) for lam in GRID])


def _published_of(cell, threshold):
    """Every true count that there may be, and how probably it would be published so."""
    s, shown = cell["sd"], cell["count"] is not None
    if shown:
        reach = math.ceil(6 * s)
        x = np.arange(max(0, cell["count"] - reach), cell["count"] + reach + 1)
        w = np.exp(-((cell["count"] - x) ** 2) / (2 * (s**2 + ROUNDING)))
    else:
        x = np.arange(threshold - 1 + math.ceil(6 * s) + 1)
        w = ndtr((threshold - 0.5 - x) / s) if s else (x < threshold).astype(float)
    return x, w


def _evidence_of(cell, threshold, mean):
    """P(what was published | its mean)."""
    x, w = _published_of(cell, threshold)
    return float((w * _chance(x, mean, cell["phi"])).sum())


def _chance(x, mean, phi):
    """Negative binomial of that mean, its variance φ times that; Poisson where φ is 1."""
    if phi == 1:
        return np.exp(x * math.log(mean) - mean - gammaln(x + 1))
    k = mean / (phi - 1)
    log = gammaln(x + k) - gammaln(k) - gammaln(x + 1) - k * math.log(phi) + x * math.log(1 - 1 / phi)
    return np.exp(log)


def _posterior(view):
    """Each cell's, under the prior that all cells of the view teach."""
    likelihood = np.array([cell["likelihood"] for cell in view])
    prior = np.full(GRID.size, 1 / GRID.size)
    for _ in range(60):
        weights = likelihood * prior
        weights /= weights.sum(axis=1, keepdims=True)
        prior = weights.sum(axis=0) + FAIR / FAIR.sum()
        prior /= prior.sum()
    for cell, row in zip(view, likelihood * prior, strict=True):
        cell["posterior"] = row / row.sum()
        cell["p_under"] = cell["posterior"][GRID < 0.8].sum()
        cell["p_over"] = cell["posterior"][GRID > 1.25].sum()


def _lists(cells, threshold):
    """Who is on the lists of those that are judged together, and how firmly."""
    lacking = [cell for cell in cells if cell["low"] < 0.8 * cell["expected"]]
    gaps = _list(lacking, "p_under", 3, 0.1)
    thin = _list(lacking, "p_under", 3, 0.2)
    over = _list(cells, "p_over", 1, 0.1)
    certain = min((cell["p_under"] for cell in gaps), default=None)
    for cell in cells:
        on = [name for name, found in (("gap", gaps), ("thin", thin), ("over", over)) if _in(cell, found)]
        cell["on"] = on[0] if on else ""
        if cell["on"] == "gap":
            most = cell["high"] if cell["count"] is None else cell["count"]
            least = max(cell["expected"] * _surest(cell, certain, threshold), most) / 0.8
            cell["tipping"] = min(least, cell["expected"])
            cell["holds"] = _holds(cell)


def _in(cell, found):
    return any(cell is one for one in found)


def _list(cells, chance, least, rate):
    """The longest beginning whose mean chance to be false keeps to the rate; equals are on it together."""
    order = sorted((cell for cell in cells if cell["expected"] >= least), key=lambda cell: -cell[chance])
    false = np.cumsum([1 - cell[chance] for cell in order]) / np.arange(1, len(order) + 1)
    first_out = max(
        (cell[chance] for cell, mean in zip(order, false, strict=True) if mean > rate), default=-1
    )
    return [cell for cell in order if cell[chance] > first_out + 1e-12]


def _quantile(posterior, chance):
    """The least λ at which the distribution function reaches ``chance``, to 1e-12."""
    reached = np.concatenate([[0.0], np.cumsum(posterior)])
    after = max(1, int(np.argmax(reached >= chance - 1e-12)))
    part = (chance - reached[after - 1]) / (reached[after] - reached[after - 1])
    return float(EDGES[after - 1] + min(part, 1.0) * (EDGES[after] - EDGES[after - 1]))


def _surest(cell, chance, threshold):
    """λ_c: by the posterior, or by the evidence alone of a cell that the grid's steps are too wide for."""
    expected, (lower, upper) = cell["expected"], _interval(cell, threshold)
    if (upper - lower) / (2 * Z) >= 0.04:
        return _quantile(cell["posterior"], chance)
    means = np.linspace(upper * expected / 4_000, 2 * upper * expected, 4_000)
    likely = np.cumsum([_evidence_of(cell, threshold, mean) for mean in means])
    return float(means[np.searchsorted(likely, chance * likely[-1])]) / expected


def _holds(cell):
    error = ERROR[cell["basis"]]
    if not error:
        return 1.0
    return float(ndtr(math.log(cell["expected"] / cell["tipping"]) / error))


def _describe(cell, threshold):
    """State, interval and how many more, of a cell by itself."""
    expected, count = cell["expected"], cell["count"]
    cell["state"] = _state(cell)
    if not expected:
        return
    cell["ratio"] = None if count is None else count / expected
    cell["lower"], cell["upper"] = _interval(cell, threshold)
    if cell["state"] in ("gap", "thin"):
        low, high = ((expected - cell[x]) / (1 - cell["q"]) for x in ("high", "low"))
        cell["needed_low"], cell["needed_high"] = max(1, round(low)), max(1, round(high))


def _interval(cell, threshold):
    """The score interval of λ."""
    expected, count = cell["expected"], cell["count"]
    middle = threshold - 0.5 if count is None else count
    variance = cell["sd"] ** 2 + (ROUNDING if cell["sd"] and count is not None else 0)
    half = middle + Z**2 * cell["phi"] / 2
    root = math.sqrt(half**2 - middle**2 + Z**2 * variance)
    return 0.0 if count is None else max(0.0, half - root) / expected, (half + root) / expected


def _state(cell):
    expected = cell["expected"]
    if not expected:
        return "no_benchmark"
    if cell["on"]:
        return cell["on"]
    if expected < 3:
        return "too_few"
    heard = cell["count"] is not None and cell["count"] >= 0.8 * expected
    return "enough" if heard and cell["p_under"] <= 0.1 else "unclear"
