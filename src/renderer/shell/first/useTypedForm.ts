import { useEffect, useRef, useState } from 'react'
import type { FirstForm } from '../../../shared/contract/first.ts'
import { request } from '../../window/data/bridge.ts'

const REST_MS = 250

/** The form of a building, kept on this computer while it is typed: whoever stops, or is stopped, goes on with it. */
export function useTypedForm(start: FirstForm) {
  const [form, setForm] = useState(start)
  const unsaved = useRef<FirstForm | null>(null)
  useEffect(() => {
    const save = () => {
      const now = unsaved.current
      unsaved.current = null
      // What cannot be kept is typed again after a restart; it is no reason to stop whoever is typing.
      if (now) void request('first.keep', now).catch(() => undefined)
    }
    const timer = setInterval(save, REST_MS)
    return () => {
      clearInterval(timer)
      save()
    }
  }, [])
  return {
    form,
    change: (part: Partial<FirstForm>) =>
      setForm((before) => {
        unsaved.current = { ...before, ...part }
        return unsaved.current
      }),
    /** It was begun: what was typed is nobody's any more. */
    done: () => {
      unsaved.current = null
    },
  }
}
