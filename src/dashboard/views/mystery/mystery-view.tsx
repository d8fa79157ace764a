export function MysteryView() {
  return <h1>Mystery</h1>;
}
