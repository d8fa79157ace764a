const longest = 260;

/** A value of any length: a token would fill the page, and its beginning is enough to know it; the rest opens. */
export function LongText({ text }: { readonly text: string }) {
  if (text.length <= longest) return <>{text}</>;
  return (
    <details class="long-text">
      <summary>
        {text.slice(0, 48)}… ({text.length} characters)
      </summary>
      {text}
    </details>
  );
}
