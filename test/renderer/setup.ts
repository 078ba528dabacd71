import { cleanup } from '@testing-library/react'
import { afterEach } from 'vitest'

// Without global test functions the library cannot register this itself.
afterEach(() => {
  cleanup()
  document.body.replaceChildren()
})
