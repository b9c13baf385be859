/** The state of a room's voices, apart from that of the room: it changes with every word. */
import { useSyncExternalStore } from 'react';
import type { LiveVoice, VoiceState } from '../state/LiveVoice';

export function useVoice(voice: LiveVoice): VoiceState {
  return useSyncExternalStore(voice.subscribe, voice.snapshot);
}
