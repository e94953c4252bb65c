// Where one of several answers is ticked: its number ticks it, Delete unticks all.
export function render(root) {
  root.addEventListener("keydown", (event) => {
    const picks = event.target.closest("[data-kind=radios]")
    if (!picks || event.ctrlKey || event.altKey || event.metaKey) { return }
    const boxes = [...picks.querySelectorAll("input")], one = boxes[Number(event.key) - 1]
    if (one) { one.checked = true; one.focus() }
    else if (event.key === "Delete" || event.key === "Backspace") {
      for (const box of boxes) { box.checked = false }
      boxes[0].focus()  // of a group in which none is ticked, Tab leaves from the first alone
    }
    else { return }
    event.preventDefault()
    event.target.dispatchEvent(new Event("input", {bubbles: true}))
  })
}
