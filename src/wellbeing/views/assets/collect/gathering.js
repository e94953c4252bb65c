// An event's attendance and notes: rows that can be added, and what is typed kept until it is stored.
export function render(desk) {
  const {root, find, told, outbox} = desk
  const form = find("#gathering-form")
  if (!form) { return }
  let key = form.dataset.key || crypto.randomUUID()
  form.dataset.asked = JSON.stringify({key})
  desk.combo({input: find("#g-place"), options: told.listed.place})

  const clear = (row) => {
    for (const one of row.querySelectorAll("input:not([type=hidden]), textarea")) { one.value = "" }
    for (const one of row.querySelectorAll("select")) { one.selectedIndex = 0 }
    return row
  }
  const add = (name) => {
    const rows = [...form.querySelectorAll(`[data-rows="${name}"] > [data-more]`)], last = rows.at(-1)
    const made = clear(last.cloneNode(true))
    last.after(made)
    return made
  }
  for (const one of form.querySelectorAll("[data-add]")) {
    one.addEventListener("click", () => add(one.dataset.add).querySelector("input, textarea").focus())
  }
  find("#planned")?.addEventListener("change", ({target}) => {
    const plan = JSON.parse(target.selectedOptions[0].dataset.plan ?? "null")
    if (!plan) { return }
    find("#g-place").value = plan.place
    find("#g-date").value = plan.week
    for (const box of form.querySelectorAll("[name=invited]")) { box.checked = plan.invited.includes(box.value) }
  })

  // ---- what is typed, as the browser has it: every field in its order, row by row
  const fields = (scope) => [...scope.querySelectorAll("[name]:not([type=hidden])")].filter((one) => !one.closest(".result"))
  const state = () => ({
    rows: Object.fromEntries(["attendance", "notes"].map((name) => [name, form.querySelectorAll(`[data-rows="${name}"] > [data-more]`).length])),
    said: fields(form).map((one) => one.type === "checkbox" ? one.checked : one.value),
  })
  const fill = ({rows, said}) => {
    for (const [name, number] of Object.entries(rows)) {
      while (form.querySelectorAll(`[data-rows="${name}"] > [data-more]`).length < number) { add(name) }
    }
    fields(form).forEach((one, i) => { if (one.type === "checkbox") { one.checked = said[i] === true } else if (said[i] !== undefined) { one.value = said[i] } })
  }
  const keep = () => outbox.send({do: "keep gathering", key, typed: state()}, true)
  form.addEventListener("input", ({target}) => {
    if (target.closest(".result")) { return }
    find("#gathering").replaceChildren()  // what was said of it was said of something else
    if (target.id !== "planned") { keep() }
  })
  outbox.on("keep gathering", () => {})
  desk.on_answer("store gathering", () => {
    for (const row of [...form.querySelectorAll("[data-more]")].filter((one) => one.previousElementSibling?.matches("[data-more]"))) { row.remove() }
    const came = find("#gathering").cloneNode(true)
    form.reset()
    find("#gathering").replaceWith(came)
    key = crypto.randomUUID()
    form.dataset.asked = JSON.stringify({key})
  })
  const left = outbox.left().filter((one) => one.do === "keep gathering").at(-1)
  const kept = left?.typed ?? JSON.parse(form.dataset.kept)
  if (kept) {
    key = left?.key ?? key
    form.dataset.asked = JSON.stringify({key})
    fill(kept)
    if (left) { outbox.send(left) }
  }
}
