/** One keyword of a pattern: its short form is what stands in capitals. */
interface Node {
  readonly short: string;
  readonly long: string;
  readonly isOptional: boolean;
}

/**
 * A header as manuals write it, `:SOURce:VOLTage[:LEVel]`: keywords in short or in long form, those in brackets optional, each with
 * a numeric suffix of 1 or none.
 */
export class Header {
  readonly #nodes: readonly Node[];

  constructor(pattern: string) {
    this.#nodes = [...pattern.matchAll(/(\[?):?(\*?[A-Za-z]+)\]?/g)].map(([, bracket, name = '']) => ({
      short: name.replaceAll(/[a-z]/g, ''),
      long: name.toUpperCase(),
      isOptional: bracket === '[',
    }));
  }

  matches(keywords: readonly string[]): boolean {
    return this.#matchesFrom(0, keywords.map((keyword) => keyword.toUpperCase().replace(/(?<=[A-Z])1$/, '')), 0);
  }

  #matchesFrom(node_index: number, keywords: readonly string[], keyword_index: number): boolean {
    const node = this.#nodes[node_index];
    if (node === undefined) return keyword_index === keywords.length;
    const keyword = keywords[keyword_index];
    const isHere = keyword === node.short || keyword === node.long;
    return (isHere && this.#matchesFrom(node_index + 1, keywords, keyword_index + 1)) || (node.isOptional && this.#matchesFrom(node_index + 1, keywords, keyword_index));
  }
}
