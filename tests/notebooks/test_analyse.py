"""The analyst's notebook runs from top to bottom on a release, as JupyterLab would run it."""

import pytest

from wellbeing.sources.paths import DASHBOARDS, RELEASE, TRUSTED_KEYS


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning", "ignore::FutureWarning")
@pytest.mark.filterwarnings("ignore::RuntimeWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
def test_every_cell_runs_and_shows_something(release, monkeypatch):
    # Here, since every worker reads this file and one runs it.
    import nbformat  # noqa: PLC0415
    from nbclient import NotebookClient  # noqa: PLC0415

    monkeypatch.setenv(RELEASE, str(release.path))
    monkeypatch.setenv(TRUSTED_KEYS, release.manifest.key)
    notebook = nbformat.read(DASHBOARDS / "analyse.ipynb", as_version=4)
    notebook.cells.append(nbformat.v4.new_code_cell("release.map(release.coverage())"))
    client = NotebookClient(notebook, resources={"metadata": {"path": str(DASHBOARDS)}}, timeout=120)
    client.execute()
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(cell.outputs for cell in cells[1:])
    assert "○ enough" in str(cells[0].outputs)
    assert "12 rows." in str(cells[1].outputs)
    assert "may be chance" in str(cells[3].outputs)
    assert [cell.source for cell in cells if "from wellbeing" in cell.source] == []
    assert [cell.source for cell in cells if "://cdn.holoviz.org" in str(cell.outputs)] == []
