// Everything on the page but the paper form: what is pressed is asked of the desk with what stands in the fields beside
// it, and what it answers is put where it belongs. Nothing is asked twice at once, and nothing by itself.
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

export function render(desk) {
  const {root, find, say, put} = desk
  const failed = find("#failed")
  let busy = false
  async function ask(said, pressed, scope) {
    if (busy) { return }
    busy = true
    failed.textContent = ""
    pressed?.setAttribute("aria-busy", "true")
    const around = [pressed?.closest("article, .waits, form"), pressed?.closest(".result"), find(".tab:not([hidden])")]
    const result = (pressed ?? scope)?.closest("[data-result]")?.dataset.result
    let answer = null
    try {
      const fields = await fieldsOf(scope)
      for (const one of root.querySelectorAll(".tab:not([hidden]) [data-shared]")) { fields[one.name] ??= one.value }
      const slow = setTimeout(() => say(phrase("Working…")), 400)
      answer = await desk.ask({...fields, ...said}).catch(() => ({error: FAILED()}))
      clearTimeout(slow)
    } catch (error) { answer = {error: error.message} }
    busy = false
    pressed?.removeAttribute("aria-busy")
    if (answer.error) { say(""); failed.textContent = answer.error; return }
    put(answer.parts)
    say(answer.line ?? "")
    desk.answered(said.do, answer)
    if (answer.file) { hand(answer.file) }
    // What came of it stands elsewhere, and what was pressed may be gone: the keyboard goes to what came.
    const came = answer.focus || answer.parts && result
    const place = came && find(came)
    if (place) { place.focus() } else if (pressed && !pressed.isConnected) {
      const left = around.find((one) => one?.isConnected)
      left.tabIndex = -1
      left.focus()
    }
  }
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
  async function open(id) {
    const chosen = tabs.find((one) => one.dataset.tab === id)
    if (!chosen) { return }
    for (const one of tabs) {
      one.toggleAttribute("aria-current", one === chosen)
      if (one === chosen) { one.setAttribute("aria-current", "page") }
      find(`#tab-${one.dataset.tab}`).hidden = one !== chosen
    }
    failed.textContent = ""
    if (chosen.dataset.asks) { await ask({do: chosen.dataset.asks}, chosen) } else { say("") }
    if (desk.has_address) { history.replaceState(null, "", `${location.pathname}${location.search}#${id}`) }
  }
  for (const one of tabs) { one.addEventListener("click", () => open(one.dataset.tab)) }
  if (desk.has_address && location.hash.length > 1) { open(location.hash.slice(1)) }
}
