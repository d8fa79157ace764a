import { useId } from 'preact/hooks';
import { JudgedFor } from './judged-for.js';
import type { Circumstances } from './recognise.js';

interface PasteBoxProps {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onAsk: () => void;
  readonly circumstances: Circumstances;
  readonly onChange: (circumstances: Circumstances) => void;
}

/** The box, and what a token is to be judged for. */
export function PasteBox({ text, onText, onAsk, circumstances, onChange }: PasteBoxProps) {
  const id = useId();
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onAsk();
  };
  return (
    <section class="card">
      <div class="field">
        <label for={id}>Evidence</label>
        <textarea
          id={id}
          rows={8}
          spellcheck={false}
          autocomplete="off"
          aria-describedby={`${id}-about`}
          value={text}
          onInput={(event) => onText(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <p id={`${id}-about`} class="small soft">
          {whatItTakes}
        </p>
      </div>
      <div class="row">
        <button type="button" class="primary" onClick={onAsk}>
          Explain
        </button>
        <button type="button" onClick={() => onText('')}>
          Clear
        </button>
      </div>
      <JudgedFor circumstances={circumstances} onChange={onChange} />
    </section>
  );
}

const whatItTakes =
  'A token, x-ms-diagnostics, output of Test-OAuthConnectivity, lines of a log, a response with its headers, an event; also mixed, and with other text around it. A token is a secret: it goes to this lab alone, which keeps nothing of it.';
