import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

/** A line of text with its label, and a word of help. */
export function TextField({
  label,
  value,
  onText,
  type = 'text',
  help,
  placeholder = '',
  grows = false,
}: {
  readonly label: string;
  readonly value: string;
  readonly onText: (text: string) => void;
  readonly type?: 'text' | 'search' | 'number';
  readonly help?: string;
  readonly placeholder?: string;
  readonly grows?: boolean;
}) {
  const id = useId();
  const more = {
    ...(help ? { 'aria-describedby': `${id}-help` } : {}),
    ...{ id, value, placeholder, autocomplete: 'off' },
    onInput: (event: InputEvent) => onText((event.currentTarget as HTMLInputElement).value),
  };
  return (
    <div class={`field ${grows ? 'grows' : ''}`}>
      <label for={id}>{label}</label>
      {type === 'number' && <input {...more} type="number" min="0" step="1" />}
      {type === 'search' && <input {...more} type="search" />}
      {type === 'text' && <input {...more} type="text" maxLength={100} />}
      {help && (
        <p class="soft small" id={`${id}-help`}>
          {help}
        </p>
      )}
    </div>
  );
}

/** One of several, with a label; each option is its value and its title. */
export function SelectField({
  label,
  value,
  options,
  onSelect,
}: {
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, title: string])[];
  readonly onSelect: (value: string) => void;
}) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onSelect(event.currentTarget.value)}>
        {options.map(([option, title]) => (
          <option key={option} value={option}>
            {title}
          </option>
        ))}
      </select>
    </div>
  );
}

/** What is wider than the page scrolls in itself, by keyboard too. */
export function Scrolls({ label, children }: { readonly label: string; readonly children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section class="scrolls" aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
