// SPDX-License-Identifier: Apache-2.0
document.addEventListener('click', event => {
  const button = event.target.closest('[data-notdisposable-for]')
  const field = button && document.getElementById(button.dataset.notdisposableFor)
  if (field) {
    field.value = button.dataset.notdisposableValue
    field.focus()
    field.dispatchEvent(new Event('change', { bubbles: true }))
    button.hidden = true
  }
})
