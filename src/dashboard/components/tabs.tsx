import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';

export interface Tab {
  readonly id: string;
  readonly title: string;
  readonly content: () => ComponentChildren;
}

/** Tabs by the pattern of WAI-ARIA: arrows move between them, only the chosen one is in the Tab order. */
export function Tabs({
  tabs,
  label,
  first = tabs[0]?.id,
  onChoose,
}: {
  readonly tabs: readonly Tab[];
  readonly label: string;
  /** The one that is open at first, by its id. */
  readonly first?: string | undefined;
  readonly onChoose?: (id: string) => void;
}) {
  const [chosenId, setChosen] = useState(first);
  const prefix = useId();
  const chosen = tabs.find(({ id }) => id === chosenId) ?? tabs[0];
  const choose = (id: string) => {
    setChosen(id);
    onChoose?.(id);
  };
  return (
    <div class="tabs">
      <div role="tablist" aria-label={label} onKeyDown={(event) => move(event, tabs, chosen, prefix, choose)}>
        {tabs.map((tab) => (
          <TabButton key={tab.id} tab={tab} isChosen={tab.id === chosen?.id} prefix={prefix} onChoose={choose} />
        ))}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a panel of tabs is a stop, by the pattern */}
      <div role="tabpanel" id={`${prefix}-panel`} aria-labelledby={`${prefix}-${chosen?.id}`} tabIndex={0}>
        {chosen?.content()}
      </div>
    </div>
  );
}

function TabButton({
  tab: { id, title },
  isChosen,
  prefix,
  onChoose,
}: {
  readonly tab: Tab;
  readonly isChosen: boolean;
  readonly prefix: string;
  readonly onChoose: (id: string) => void;
}) {
  return (
    <button
      type="button"
      role="tab"
      id={`${prefix}-${id}`}
      aria-selected={isChosen}
      aria-controls={`${prefix}-panel`}
      tabIndex={isChosen ? 0 : -1}
      onClick={() => onChoose(id)}
    >
      {title}
    </button>
  );
}

/** The keys of the pattern: arrows go round, Home and End to the first and the last. */
function move(
  event: KeyboardEvent,
  tabs: readonly Tab[],
  chosen: Tab | undefined,
  prefix: string,
  choose: (id: string) => void,
): void {
  const at = tabs.findIndex(({ id }) => id === chosen?.id);
  const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
  const tab = next === undefined ? undefined : tabs.at(next % tabs.length);
  if (!tab) return;
  event.preventDefault();
  choose(tab.id);
  document.getElementById(`${prefix}-${tab.id}`)?.focus();
}
