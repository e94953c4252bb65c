// Whether the server answers: by a file that it has, so that no page is made.
async function reached() {
  const address = document.querySelector("script[src]").src
  return (await fetch(address, {method: "HEAD", cache: "no-store"}).catch(() => null))?.ok
}
