"""The peer in HoloViews: map, list and matrix are DynamicMaps of what is chosen. CONTENT PORT"""

import json
import sys
from pathlib import Path

import holoviews as hv
import panel as pn
import param

CONTENT = json.loads(Path(sys.argv[1]).read_text(encoding="utf8"))
FILLS = CONTENT["fills"]
hv.extension("bokeh", logo=False)


class Chosen(param.Parameterized):
    cell = param.Selector(objects=sorted(CONTENT["answers"]), default="|")


def drawn_map(cell: str) -> hv.Polygons:
    inside = CONTENT["members"][cell.partition("|")[0]]
    shapes = [
        {"x": ring_x, "y": ring_y, "fill": FILLS[one["key"]], "line": 3 if one["area"] in inside else 0.5}
        for one in CONTENT["map"]
        for xs, ys in zip(one["x"], one["y"], strict=True)
        for ring_x, ring_y in [(xs[0], ys[0])]
    ]
    return hv.Polygons(shapes, vdims=["fill", "line"]).opts(
        color="fill", line_width="line", width=410, height=530, xaxis=None, yaxis=None, data_aspect=1
    )


def drawn_list(cell: str) -> hv.Points:
    chosen = CONTENT["area_names"][CONTENT["areas"].index(cell.partition("|")[0])]
    rows = [
        (float(right or 0), name, FILLS.get(key, "#999"), 14 if name.startswith(chosen) else 8)
        for name, _, right, key in CONTENT["list"]
    ]
    return hv.Points(rows, vdims=["fill", "size"]).opts(color="fill", size="size", width=510, height=530)


def drawn_matrix(cell: str) -> hv.Overlay:
    boxes, labels = [], []
    for row, area in enumerate(CONTENT["areas"]):
        for column, type_ in enumerate(CONTENT["types"]):
            key, text = CONTENT["cells"][row][column]
            line = 3 if f"{area}|{type_}" == cell else 0.5
            boxes.append((column, -row, column + 0.95, -row + 0.9, FILLS[key], line))
            labels.append((column + 0.5, -row + 0.45, text))
    cells = hv.Rectangles(boxes, vdims=["fill", "line"]).opts(color="fill", line_width="line")
    return (cells * hv.Labels(labels)).opts(width=1100, height=420)


def page() -> pn.Column:
    chosen = Chosen()
    answer = pn.pane.HTML("", css_classes=["answer"])

    def write(*_events: object) -> None:
        answer.object = "".join(f"<p>{line}</p>" for line in CONTENT["answers"][chosen.cell])

    chosen.param.watch(write, "cell")
    write()
    streams = {"cell": chosen.param.cell}
    parts = [hv.DynamicMap(draw, streams=streams) for draw in (drawn_map, drawn_list, drawn_matrix)]
    pick = pn.widgets.Select.from_param(chosen.param.cell)
    return pn.Column(pick, pn.Row(parts[0], parts[1], answer), parts[2])


pn.serve(page, port=int(sys.argv[2]), show=False, websocket_origin="*", compress_response=True)
