"""The peer in Streamlit: the script runs anew for each press. CONTENT after `--`"""

import json
import sys
from pathlib import Path

import plotly.graph_objects as go
import streamlit as st


@st.cache_data
def read(path: str) -> dict:
    return json.loads(Path(path).read_text(encoding="utf8"))


def figure(content: dict, inside: list[str]) -> go.Figure:
    traces = []
    for one in content["map"]:
        xs, ys = [], []
        for polygon_x, polygon_y in zip(one["x"], one["y"], strict=True):
            xs += [*polygon_x[0], None]
            ys += [*polygon_y[0], None]
        line = {"width": 3 if one["area"] in inside else 0.5, "color": "#333"}
        fill = content["fills"][one["key"]]
        traces.append(go.Scatter(x=xs, y=ys, fill="toself", mode="lines", fillcolor=fill, line=line))
    plain = {"visible": False}
    return go.Figure(
        traces, {"showlegend": False, "xaxis": plain, "yaxis": plain | {"scaleanchor": "x"}, "height": 530}
    )


def choose(at: str) -> None:
    st.session_state.chosen = at


content = read(sys.argv[1])
st.set_page_config(layout="wide")
chosen = st.session_state.get("chosen", "|")
st.title(content["title"])
left, middle, right = st.columns(3)
left.plotly_chart(figure(content, content["members"][chosen.partition("|")[0]]), key="map")
middle.markdown("\n".join(f"- {name} {heard} {wanted}" for name, heard, wanted, _ in content["list"]))
with right.container(key="answer"):
    for line in content["answers"][chosen]:
        st.write(line)
for row, area in enumerate(content["areas"]):
    columns = st.columns(len(content["types"]) + 1)
    columns[0].write(content["area_names"][row])
    for column, type_ in enumerate(content["types"]):
        at = f"{area}|{type_}"
        columns[column + 1].button(
            content["cells"][row][column][1],
            key=f"cell-{row}-{column}",
            on_click=choose,
            args=(at,),
            type="primary" if at == chosen else "secondary",
        )
