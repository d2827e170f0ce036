// SPDX-License-Identifier: Apache-2.0
// Once the suggestion has been taken, what was wrong with the address is no longer known.
document.addEventListener('click', ({ target }) => {
  const field = document.getElementById(target.dataset.notdisposableFor)
  if (!field) return
  field.removeAttribute('aria-invalid')
  document.getElementById(`${field.id}-problem`)?.remove()
  if (!document.querySelector('[aria-invalid]')) document.querySelector('[role=alert]')?.remove()
})
