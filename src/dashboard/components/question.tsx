import { useRef, useState } from 'preact/hooks';
import type { Prompt } from '../../shell/prompt.js';
import type { Ask } from '../api/cmdlets.js';
import { Dialog } from './dialog.js';

interface Asked {
  readonly prompt: Prompt;
  /** Another for each question, so that each begins anew. */
  readonly number: number;
  readonly answer: (key: string | undefined) => void;
}

/** Questions of cmdlets, put one after the other; `asked` is the one that is open. */
export function useQuestions(): { readonly asked: Asked | undefined; readonly ask: Ask } {
  const [asked, setAsked] = useState<Asked | undefined>(undefined);
  const count = useRef(0);
  const ask: Ask = (prompt) =>
    new Promise((resolve) => {
      count.current += 1;
      const answer = (key: string | undefined) => {
        setAsked(undefined);
        resolve(key);
      };
      setAsked({ prompt, number: count.current, answer });
    });
  return { asked, ask };
}

/** A question with PowerShell's choices; their keys answer too. */
export function Question({ asked }: { readonly asked: Asked | undefined }) {
  if (!asked) return null;
  const { prompt, number, answer } = asked;
  const byKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const choice = prompt.choices.find(({ key }) => key.toLowerCase() === event.key.toLowerCase());
    if (choice) answer(choice.key);
  };
  return (
    <Dialog key={number} title={prompt.caption || 'Question'} onClose={() => answer(undefined)}>
      <p class="question">{prompt.message}</p>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the buttons in it are what is operated; their letters are a short cut */}
      <div class="row" onKeyDown={byKey}>
        {prompt.choices.map(({ key, label }) => (
          <button
            key={key}
            type="button"
            class={key === prompt.defaultChoice ? 'primary' : ''}
            autofocus={key === prompt.defaultChoice}
            onClick={() => answer(key)}
          >
            [{key}] {label}
          </button>
        ))}
      </div>
      <p class="soft small">Esc leaves the question unanswered; then nothing is done.</p>
    </Dialog>
  );
}
