"""Who would miss a thing, asked over HTTP."""


def test_what_calls_a_flow_is_listed(api, runnable):
    called = api.post("/flows", json={"name": "Called", **runnable}).json()["id"]
    call = {"id": "call", "type": "execute_dataflow", "name": "Ask", "settings": {"source": "read", "flow": called}}
    steps = [runnable["phases"][0]["steps"][0], call]
    caller = api.post("/flows", json={"name": "Caller", "phases": [{"id": "p", "name": "", "steps": steps}]}).json()
    [use] = api.get(f"/uses/flow/{called}").json()["items"]
    assert use == {"kind": "flow", "id": caller["id"], "name": "Caller", "step": "call", "step_name": "Ask",
                   "step_type": "execute_dataflow", "setting": "flow", "live": 1, "draft": False,
                   "breaks": True}  # fmt: skip
    assert api.get(f"/uses/flow/{caller['id']}").json() == {"items": [], "next": None}
    assert api.get("/uses/thing/x").status_code == 400


def test_a_run_and_the_runs_it_called_lead_to_each_other(api, runnable):
    called = api.post("/flows", json={"name": "Called", **runnable}).json()["id"]
    call = {"id": "call", "type": "execute_dataflow", "settings": {"source": "read", "flow": called}}
    steps = [runnable["phases"][0]["steps"][0], call]
    caller = api.post("/flows", json={"name": "Caller", "phases": [{"id": "p", "name": "", "steps": steps}]}).json()
    answer = api.post(f"/flows/{caller['id']}/runs?wait=60", json=[{"amount": 15}, {"amount": 1}])
    run = answer.headers["location"].rpartition("/")[2]
    view = api.get(f"/runs/{run}").json()
    assert (view["parent"], [one["flow"] for one in view["children"]]) == (None, [called, called])
    child = view["children"][0]
    assert child["parent"] == {"run": run, "step": "call"}
    assert [one["id"] for one in api.get(f"/runs?parent={run}").json()["items"]] == [
        one["id"] for one in view["children"][::-1]
    ]


def test_a_program_is_told_what_the_page_should_do(api, runnable):
    show = {"id": "show", "type": "form_action", "settings": {
        "source": "keep", "action": "open_modal", "title": "Größe", "text": "{amount}"}}  # fmt: skip
    steps = [*runnable["phases"][0]["steps"]]
    steps.insert(2, show)
    flow = api.post("/flows", json={"name": "Acts", "phases": [{"id": "p", "name": "", "steps": steps}]}).json()["id"]
    answer = api.post(f"/flows/{flow}/runs?wait=60", json=[{"amount": 15}])
    told = '[{"step":"show","action":"open_modal","parameters":{"title":"Gr\\u00f6\\u00dfe","text":"15"}}]'
    assert (answer.json(), answer.headers["etapes-actions"]) == ([{"amount": 15}], told)
    run = answer.headers["location"].rpartition("/")[2]
    assert api.get(f"/runs/{run}").json()["actions"][0]["parameters"]["title"] == "Größe"
