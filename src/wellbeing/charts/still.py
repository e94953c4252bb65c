"""The map as a still picture, PNG or SVG, through HoloViews' matplotlib backend (no browser is needed)."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

import holoviews as hv

from wellbeing.charts.geography import single_parts
from wellbeing.charts.palette import LIGHT

#: Of a PNG: sharp on a slide.
DOTS_PER_INCH = 200


def still_map(
    shapes: Sequence[Mapping[str, Any]],
    columns: Mapping[str, Sequence[Any]],
    signs: Mapping[str, Sequence[Any]],
    title: str,
    notes: str,
) -> hv.Overlay:
    """Regions filled, with a sign on each; the notes travel inside the picture.

    Args:
        shapes: from ``geography.outlines``.
        columns: ``fill`` per shape.
        signs: ``x``, ``y``, ``sign``.
        title: says the finding.
        notes: what the colours mean, provenance and release.
    """
    _with_matplotlib()
    filled = zip(shapes, columns["fill"], strict=True)
    rows = [part | {"fill": fill} for shape, fill in filled for part in single_parts(shape)]
    areas = hv.Polygons(rows, kdims=["x", "y"], vdims=["area", "fill"])
    labels = hv.Labels({name: signs[name] for name in ("x", "y", "sign")}, ["x", "y"], "sign")
    return (
        areas.opts(backend="matplotlib", color="fill", edgecolor=LIGHT.line, linewidth=0.4)
        * labels.opts(backend="matplotlib", size=7, color=LIGHT.ink)
    ).opts(
        backend="matplotlib",
        xaxis=None,
        yaxis=None,
        show_frame=False,
        data_aspect=1,
        fig_inches=(7, 9),
        title=f"{title}\n{notes}",
        fontsize={"title": 9},
    )


def as_file(picture: hv.Overlay, kind: str) -> bytes:
    """The picture's bytes; ``kind`` is ``png`` or ``svg``."""
    content = io.BytesIO()
    hv.save(picture, content, fmt=kind, backend="matplotlib", dpi=DOTS_PER_INCH)
    return content.getvalue()


def _with_matplotlib() -> None:
    """Load the backend for still pictures when the first is asked for; pages go on drawing with theirs."""
    loaded = hv.Store.loaded_backends()
    if "matplotlib" not in loaded:
        drawing = hv.Store.current_backend
        hv.extension("matplotlib", logo=False)
        hv.Store.set_current_backend(drawing if drawing in loaded else "matplotlib")
