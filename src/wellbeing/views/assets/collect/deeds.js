// Everything on the page but the paper form: what is pressed is asked of the desk with what stands in the fields beside
// it, and what it answers is put where it belongs. What is pressed while something is done waits its turn, and none of it is lost.
const LARGEST = 50_000_000
const FAILED = () => phrase("Not connected: nothing was done. Try again when the line is back.")

// Bytes as text, without one long string of letters.
const base64 = (file) => new Promise((resolve, reject) => {
  const reader = new FileReader()
  reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1))
  reader.onerror = () => reject(reader.error)
  reader.readAsDataURL(file)
})

// What stands in the fields of a scope; those of rows apart, a list of rows by the name of the rows.
async function fieldsOf(scope) {
  const said = {}
  for (const rows of scope?.querySelectorAll("[data-rows]") ?? []) {
    said[rows.dataset.rows] = await Promise.all([...rows.querySelectorAll("[data-row]")].map(fieldsOf))
  }
  for (const one of scope?.querySelectorAll("[name]") ?? []) {
    if (one.closest("[data-row]") && !scope.matches("[data-row]")) { continue }
    if (one.name === "themes") { said.themes = [...said.themes ?? [], ...one.value ? [one.value] : []] } else if (one.type === "file") {
      const [file] = one.files
      if (!file) { throw new Error(phrase("Choose a file first.")) }
      if (file.size > LARGEST) { throw new Error(phrase("{file} is larger than a page takes: give it to the command, wellbeing import.", {file: file.name})) }
      said.name = file.name
      said[one.name] = await base64(file)
    } else if (one.type === "checkbox" && one.value !== "on") {
      said[one.name] = [...said[one.name] ?? [], ...one.checked ? [one.value] : []]
    } else if (one.type === "radio") {
      said[one.name] = one.checked ? one.value : said[one.name] ?? ""
    } else { said[one.name] = one.type === "checkbox" ? one.checked : one.value }
  }
  return said
}

function hand({name, type, base64: text}) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)), link = document.createElement("a")
  link.href = URL.createObjectURL(new Blob([bytes], {type}))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 1000)
}

// Whether somebody has typed or chosen something in a part of the page.
const touched = (part) => [...part?.querySelectorAll("input:not([type=hidden]), textarea, select") ?? []].some((one) => {
  if (one.matches("select")) { return !([...one.options].find((option) => option.defaultSelected) ?? one.options[0])?.selected }
  return one.type === "checkbox" || one.type === "radio" ? one.checked !== one.defaultChecked : one.value !== one.defaultValue
})

export function render(desk) {
  const {root, find, say, put} = desk
  const failed = find("#failed")
  // What is asked is done in its order, and what waits says so; of parts that are to be opened the last wish alone counts.
  let waiting = [], running = null
  const busy = (wish, is) => { if (is) { wish.pressed?.setAttribute("aria-busy", "true") } else { wish.pressed?.removeAttribute("aria-busy") } }
  const is_opening = (wish) => wish.pressed?.matches("[data-tab]")

  function ask(said, pressed, scope) {
    const wish = {said, pressed, scope}
    if (is_opening(wish)) {
      waiting.filter(is_opening).forEach((one) => busy(one, false))
      waiting = waiting.filter((one) => !is_opening(one))
      if (running?.pressed === pressed) { return }
    } else if (pressed?.getAttribute("aria-busy")) { return }  // the same wish, pressed twice
    if (!running && !waiting.length) { failed.textContent = "" }
    const result = (pressed ?? scope)?.closest("[data-result]")?.dataset.result
    // Another question is asked: what answered the one before does not stay below it.
    if (scope?.dataset.result && scope.dataset.deed === said.do) { find(result)?.replaceChildren() }
    // As the fields are now: an answer that comes before may change them.
    const shared = Object.fromEntries([...root.querySelectorAll(".tab:not([hidden]) [data-shared]")].map((one) => [one.name, one.value]))
    const fields = fieldsOf(scope).then((mine) => ({...shared, ...mine}))
    fields.catch(() => {})  // it is told when its turn comes
    busy(wish, true)
    waiting.push({...wish, result, fields})
    go()
  }
  async function go() {
    if (running) { return }
    running = waiting.shift() ?? null
    if (!running) { return }
    const wish = running
    const around = [wish.pressed?.closest("article, .waits, form"), wish.pressed?.closest(".result"), wish.pressed?.closest(".tab"), find(".tab:not([hidden])")]
    const working = phrase("Working…"), slow = setTimeout(() => say(working), 400)
    let answer = null
    try {
      const fields = await wish.fields
      answer = await desk.ask({...fields, ...wish.said}).catch(() => ({error: FAILED()}))
    } catch (error) { answer = {error: error.message} }
    clearTimeout(slow)
    if (find("#said").textContent === working) { say("") }
    running = null
    busy(wish, false)
    try { hear(wish, answer, around) } finally { go() }
    if (!running && !is_opening(wish)) { refresh() }
  }
  function hear({said, pressed, result}, answer, around) {
    if (answer.error) {
      if (!pressed?.matches("[data-tab]")) { say("") } else if (pressed.dataset.whole) { find(`#tab-${pressed.dataset.tab}`).replaceChildren() }
      failed.textContent = [failed.textContent, answer.error].filter(Boolean).join("\n")
      return
    }
    put(answer.parts)
    if (answer.line) { say(answer.line) } else if (!pressed?.matches("[data-tab]")) { say("") }
    desk.answered(said.do, answer)
    if (answer.file) { hand(answer.file) }
    // What came of it stands elsewhere, and what was pressed may be gone: the keyboard goes to what came.
    const came = answer.focus || answer.parts && result
    const place = came && find(came)
    if (place) { place.focus() } else if (pressed && !pressed.isConnected) {
      const left = around.find((one) => one?.isConnected && !one.closest("[hidden]"))
      left.tabIndex = -1
      left.focus()
    }
  }
  // Counts and lists that another window, or another part of the page, may have changed; what is being typed stays.
  async function refresh() {
    const deed = find("[data-tab][aria-current]")?.dataset.live
    if (!deed || running) { return }
    const answer = await desk.ask({do: deed}).catch(() => ({}))
    if (running) { return }  // its answer is newer
    for (const [id, html] of Object.entries(answer.parts ?? {})) {
      const part = find(`#${CSS.escape(id)}`)
      if (!touched(part) && !part.contains(part.getRootNode().activeElement)) { put({[id]: html}) }
    }
    if (!answer.error) { desk.answered(deed, answer) }
  }
  window.addEventListener("focus", refresh)
  root.addEventListener("keydown", (event) => {
    const scope = event.key === "Enter" && event.target.matches("input") && event.target.closest("[data-fields]:not(form)")
    const press = scope && scope.querySelector("[data-do]")
    if (press && !scope.querySelector("[data-do] ~ [data-do]")) { event.preventDefault(); press.click() }
  })
  root.addEventListener("click", ({target}) => {
    const pressed = target.closest("[data-do]")
    if (pressed) { 
      const scope = pressed.closest("[data-fields]")
      ask({do: pressed.dataset.do, ...JSON.parse(pressed.dataset.asked ?? (scope?.dataset.asked || "{}"))}, pressed, scope)
    }
  })
  root.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-deed]")
    if (!form) { return }
    event.preventDefault()
    ask({do: form.dataset.deed, ...JSON.parse(form.dataset.asked ?? "{}")}, event.submitter, form)
  })

  // ---- the parts of the page; one that changes is asked for when it is opened
  const tabs = [...root.querySelectorAll("[data-tab]")]
  function open(id) {
    const chosen = tabs.find((one) => one.dataset.tab === id)
    if (!chosen) { return }
    for (const one of tabs) {
      one.toggleAttribute("aria-current", one === chosen)
      if (one === chosen) { one.setAttribute("aria-current", "page") }
      find(`#tab-${one.dataset.tab}`).hidden = one !== chosen
    }
    if (!running && !waiting.length) { failed.textContent = ""; say("") }
    if (chosen.dataset.asks) { ask({do: chosen.dataset.asks}, chosen) }
    if (desk.has_address) { history.replaceState(null, "", `${location.pathname}${location.search}#${id}`) }
  }
  for (const one of tabs) { one.addEventListener("click", () => open(one.dataset.tab)) }
  if (desk.has_address && location.hash.length > 1) { open(location.hash.slice(1)) }
}
