import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

/** Text as it is, in a fixed-width font, with a button that copies it. */
export function TextBlock({
  text,
  label,
  wraps = false,
  kind = '',
}: {
  readonly text: string;
  readonly label?: string;
  /** Long lines are wrapped; else the block scrolls. */
  readonly wraps?: boolean;
  readonly kind?: string;
}) {
  const block = useRef<HTMLPreElement>(null);
  const classes = ['text-block', kind, wraps ? 'wraps' : '', label ? 'with-label' : ''].filter(Boolean).join(' ');
  return (
    <div class={classes}>
      {label && <div class="label">{label}</div>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <pre ref={block} tabIndex={0}>
        {text}
      </pre>
      <CopyButton text={text} shownIn={block} {...(label ? { label } : {})} />
    </div>
  );
}

/** A command as it is typed. */
export function Command({ text, label }: { readonly text: string; readonly label?: string }) {
  return <TextBlock text={text} wraps kind="command" {...(label ? { label } : {})} />;
}

interface CopyButtonProps {
  readonly text: string;
  readonly name?: string;
  /** What is copied, where the name does not say it. */
  readonly label?: string;
  /** Where the text stands; without it a field shows it when it has to be copied by hand. */
  readonly shownIn?: RefObject<HTMLElement | null>;
}

/** Copies a text, and says so; where the browser does not let it, the text is selected, ready to be copied by hand. */
export function CopyButton({ text, name = 'Copy', label, shownIn }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<'copied' | 'refused' | undefined>(undefined);
  const copy = async () => {
    if (await isCopied(text)) {
      setOutcome('copied');
      setTimeout(() => setOutcome(undefined), 1500);
      return;
    }
    if (shownIn?.current) getSelection()?.selectAllChildren(shownIn.current);
    setOutcome('refused');
  };
  const said = outcome === undefined ? name : { copied: 'Copied', refused: 'Press Ctrl+C' }[outcome];
  return (
    <>
      <button
        type="button"
        class="copy"
        aria-label={label && `${said} ${label}`}
        onClick={() => void copy()}
        onBlur={() => outcome === 'refused' && shownIn && setOutcome(undefined)}
      >
        <span aria-live="polite">{said}</span>
      </button>
      {outcome === 'refused' && !shownIn && <ToCopyByHand text={text} onDone={() => setOutcome(undefined)} />}
    </>
  );
}

/** A page that came over HTTP from another machine has no clipboard; elsewhere the reader may have forbidden it. */
async function isCopied(text: string): Promise<boolean> {
  const { clipboard } = navigator as Partial<Navigator>;
  try {
    await clipboard?.writeText(text);
    return clipboard !== undefined;
  } catch {
    return false;
  }
}

function ToCopyByHand({ text, onDone }: { readonly text: string; readonly onDone: () => void }) {
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.select(), []);
  return <textarea ref={field} readOnly rows={2} aria-label="Text to copy" value={text} onBlur={onDone} />;
}
