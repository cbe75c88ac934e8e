import { TONES, type Note, type Sound } from './tones.ts'

/** The loudspeaker of this window. */
export interface Sounds {
  /** Never throws, because a machine without sound still works. */
  play: (sound: Sound) => void
  /** 0 silences; kept until changed. */
  setVolume: (volume: number) => void
  /** Opens the sound device ahead of the first scan, which would wait for it otherwise. */
  warmUp: () => void
}

/** Makes the loudspeaker; the device is opened when it is first needed. */
export function createSounds(): Sounds {
  let context: AudioContext | null = null
  let volume = 0.6
  const open = () => (context ??= new AudioContext({ latencyHint: 'interactive' }))
  return {
    play: (sound) => {
      if (volume === 0) return
      try {
        const device = open()
        if (device.state === 'suspended') void device.resume()
        for (const note of TONES[sound]) playNote(device, note, volume)
      } catch {
        context = null
      }
    },
    setVolume: (next) => {
      volume = next
    },
    warmUp: () => {
      try {
        open()
      } catch {
        context = null
      }
    },
  }
}

function playNote(device: AudioContext, note: Note, volume: number): void {
  const start = device.currentTime + 0.005 + note.at
  const end = start + note.length
  const oscillator = device.createOscillator()
  const envelope = device.createGain()
  oscillator.type = note.wave
  oscillator.frequency.setValueAtTime(note.from, start)
  oscillator.frequency.linearRampToValueAtTime(note.to, end)
  envelope.gain.setValueAtTime(0, start)
  envelope.gain.linearRampToValueAtTime(note.gain * volume, start + 0.008)
  envelope.gain.setValueAtTime(note.gain * volume, end - 0.03)
  envelope.gain.linearRampToValueAtTime(0, end)
  oscillator.connect(envelope).connect(device.destination)
  oscillator.start(start)
  oscillator.stop(end)
}
