// The steward's page: what is asked of the desk and what it answers; light and dark; which part is seen.
const KEPT_THEME = "wellbeing-theme"

function theme(root, button, ground) {
  const dark = () => ground.dataset.paper === "dark"
  const put = (is) => {
    ground.dataset.paper = is ? "dark" : "light"
    root.style.colorScheme = is ? "dark" : "light"
  }
  const kept = localStorage.getItem(KEPT_THEME)
  put(IN_CELL ? dark_around() : kept ? kept === "dark" : matchMedia("(prefers-color-scheme: dark)").matches)
  button.addEventListener("click", () => {
    put(!dark())
    if (!IN_CELL) { localStorage.setItem(KEPT_THEME, dark() ? "dark" : "light") }
  })
}

// Asks the desk by its own line, or by the page's messages where it has none (in a notebook).
function line(model) {
  const open = new Map()
  model.on("msg:custom", ({to, answer}) => { open.get(to)?.(answer); open.delete(to) })
  if (!model.address) {
    return (said) => new Promise((resolve) => {
      const to = crypto.randomUUID()
      open.set(to, resolve)
      model.send_msg({to, said})
    })
  }
  return async (said) => {
    const answer = await fetch(model.address, {
      method: "POST", headers: {"Content-Type": "application/json"}, body: JSON.stringify(said), cache: "no-store",
    })
    if (!answer.headers.get("Content-Type")?.startsWith("application/json")) { throw new Error("no desk") }
    return answer.json()
  }
}

export function render({model, line: {ground}}) {
  ground.lang = model.lang
  const root = document.createElement("div")
  root.className = "part desk"
  root.innerHTML = model.html
  theme(root, root.querySelector("#theme"), ground)
  SCRIPTS.picks(root)
  const find = (selector) => root.querySelector(selector)
  const said = find("#said"), trouble = find("#trouble")
  const say = (text) => { said.textContent = text }
  const put = (parts = {}) => {
    for (const [id, html] of Object.entries(parts)) { find(`#${CSS.escape(id)}`).innerHTML = html }
  }
  const told = JSON.parse(model.told)
  const desk = {
    root, find, say, put, told, lang: model.lang,
    ask: line(model),
    worry: (text) => { if (trouble.textContent !== text) { trouble.textContent = text } },
    has_address: Boolean(model.address),
    place: `wellbeing-desk:${model.engagement}:`,
  }
  // What has the keyboard never stands under what is said, however long that is.
  const saying = find(".saying")
  new ResizeObserver(() => {
    root.style.setProperty("--said", `${saying.textContent.trim() ? saying.offsetHeight : 0}px`)
    const active = root.getRootNode().activeElement
    if (active && root.contains(active) && saying.textContent.trim() && active.getBoundingClientRect().top < saying.getBoundingClientRect().bottom) { active.scrollIntoView({block: "nearest"}) }
  }).observe(saying)
  const hearers = new Map()
  desk.on_answer = (deed, hear) => hearers.set(deed, hear)
  desk.answered = (deed, answer) => hearers.get(deed)?.(answer)
  desk.combo = SCRIPTS.combo
  desk.outbox = SCRIPTS.outbox(desk)
  SCRIPTS.form(desk)
  SCRIPTS.gathering(desk)
  SCRIPTS.deeds(desk)
  find("[data-skip]").addEventListener("click", () => { find(".tab:not([hidden])").querySelector("input, select, textarea, button")?.focus() })
  return root
}
