import { useEffect, useRef, useState } from 'preact/hooks';
import { ApiError } from '../../api/client.js';
import { type Circumstances, type Recognised, recognise } from './recognise.js';

/** So long must the typing rest before the lab is asked, milliseconds. */
const restMs = 350;

/** As many characters as a call of the control API takes, with room for what JSON makes of them. */
const mostCharacters = 500_000;

const tooLong = new ApiError(
  413,
  'InvalidArgument',
  'This is too long for the box. Put it into a file and drop it below, or read it with: exchange-oauth-lab analyze-log FILE',
);

interface Answered {
  readonly answer?: Recognised;
  readonly error?: ApiError;
}

/** Asks the lab about a text whenever it has changed; the latest text wins, and the old answer stays until then. */
export function useRecognised(text: string, circumstances: Circumstances) {
  const [answered, setAnswered] = useState<Answered>({});
  const [busy, setBusy] = useState(false);
  const [hurry, setHurry] = useState(0);
  const served = useRef(0);
  const { host, scheme, time } = circumstances;
  useEffect(() => {
    if (text.trim() === '') return void setAnswered({});
    if (text.length > mostCharacters) return void setAnswered({ error: tooLong });
    let wanted = true;
    const ask = async () => {
      setBusy(true);
      const now = await answerTo(text, { host, scheme, time });
      if (!wanted) return;
      setAnswered(now);
      setBusy(false);
    };
    const timer = setTimeout(() => void ask(), hurry === served.current ? restMs : 0);
    served.current = hurry;
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [text, host, scheme, time, hurry]);
  return { ...answered, busy, askNow: () => setHurry((count) => count + 1) };
}

async function answerTo(text: string, circumstances: Circumstances): Promise<Answered> {
  try {
    return { answer: await recognise(text, circumstances) };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { error };
  }
}
