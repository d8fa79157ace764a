import { useId } from 'preact/hooks';
import { details } from '../../state/lab.js';
import type { Circumstances } from './recognise.js';

/** The box, and what a token is to be judged for. */
export function PasteBox({
  text,
  onText,
  onAsk,
  circumstances,
  onChange,
}: {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onAsk: () => void;
  readonly circumstances: Circumstances;
  readonly onChange: (circumstances: Circumstances) => void;
}) {
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
          A token, x-ms-diagnostics, output of Test-OAuthConnectivity, lines of a log, a response with its headers, an
          event; also mixed, and with other text around it. A token is a secret: it stays in this tab.
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

function JudgedFor({
  circumstances,
  onChange,
}: {
  readonly circumstances: Circumstances;
  readonly onChange: (circumstances: Circumstances) => void;
}) {
  const id = useId();
  const { host, scheme, time } = circumstances;
  const hosts = details.value ? [...details.value.exchange.hosts, ...details.value.cloud.hosts] : [];
  return (
    <fieldset class="judged-for">
      <legend>A token is judged for</legend>
      <div class="field">
        <label for={`${id}-host`}>Host of the request</label>
        <input
          id={`${id}-host`}
          list={`${id}-hosts`}
          autocomplete="off"
          placeholder="not judged"
          value={host}
          onInput={(event) => onChange({ ...circumstances, host: event.currentTarget.value })}
        />
        <datalist id={`${id}-hosts`}>
          {[...new Set(hosts)].map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
      </div>
      <div class="field">
        <label for={`${id}-scheme`}>Scheme</label>
        <select
          id={`${id}-scheme`}
          value={scheme}
          onChange={(event) => onChange({ ...circumstances, scheme: schemeOf(event.currentTarget.value) })}
        >
          <option value="">https</option>
          <option value="http">http</option>
        </select>
      </div>
      <div class="field">
        <label for={`${id}-time`}>Time (UTC)</label>
        <input
          id={`${id}-time`}
          autocomplete="off"
          placeholder="the lab’s now"
          value={time}
          onInput={(event) => onChange({ ...circumstances, time: event.currentTarget.value })}
        />
      </div>
    </fieldset>
  );
}

function schemeOf(value: string): Circumstances['scheme'] {
  return value === 'http' ? value : '';
}
