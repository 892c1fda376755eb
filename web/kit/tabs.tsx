interface TabsProps<T extends string> {
  readonly legend: string;
  readonly tabs: readonly (readonly [tab: T, words: string])[];
  readonly chosen: T;
  readonly onPick: (tab: T) => void;
}

/** One of a few lists of the same things. */
export function Tabs<T extends string>({ legend, tabs, chosen, onPick }: TabsProps<T>) {
  return (
    <fieldset className="j-tabs">
      <legend className="j-hidden">{legend}</legend>
      {tabs.map(([tab, words]) => (
        <button key={tab} type="button" className="j-tab" aria-pressed={tab === chosen} onClick={() => onPick(tab)}>
          {words}
        </button>
      ))}
    </fieldset>
  );
}
