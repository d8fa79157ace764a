import { useState } from 'preact/hooks';

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
  const classes = ['text-block', kind, wraps ? 'wraps' : '', label ? 'with-label' : ''].filter(Boolean).join(' ');
  return (
    <div class={classes}>
      {label && <div class="label">{label}</div>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <pre tabIndex={0}>{text}</pre>
      <CopyButton text={text} />
    </div>
  );
}

/** A command as it is typed. */
export function Command({ text, label }: { readonly text: string; readonly label?: string }) {
  return <TextBlock text={text} wraps kind="command" {...(label ? { label } : {})} />;
}

/** Copies a text, and says so. */
export function CopyButton({ text, name = 'Copy' }: { readonly text: string; readonly name?: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), 1500);
  };
  return (
    <button type="button" class="copy" onClick={() => void copy()}>
      <span aria-live="polite">{copied ? 'Copied' : name}</span>
    </button>
  );
}
