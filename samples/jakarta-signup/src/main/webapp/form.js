// SPDX-License-Identifier: Apache-2.0
// The focus is on the first field that asks for it. No `autofocus`: some servers write that attribute without a value instead of leaving it out.
document.querySelector('[data-focus="true"]')?.focus()

// Once the suggestion has been taken, what was wrong with the address is no longer known.
document.addEventListener('click', ({ target }) => {
  const field = document.getElementById(target.dataset.notdisposableFor)
  if (!field) return
  field.setAttribute('aria-invalid', 'false')
  document.getElementById(`${field.id}-problem`)?.remove()
  if (!document.querySelector('[aria-invalid="true"]')) document.querySelector('[role=alert]')?.remove()
})
