export function ExplainView() {
  return <h1>Decode and explain</h1>;
}
