/** An expression as a tree. */
export type Expression =
  | { kind: 'number'; value: number }
  | { kind: 'name'; name: string }
  | { kind: 'call'; name: string; arguments: Expression[] };

const BINARY: Readonly<Record<string, { rank: number; call: string }>> = {
  '<': { rank: 1, call: 'below' },
  '>': { rank: 1, call: 'above' },
  '<=': { rank: 1, call: 'atMost' },
  '>=': { rank: 1, call: 'atLeast' },
  '+': { rank: 2, call: 'add' },
  '-': { rank: 2, call: 'subtract' },
  '*': { rank: 3, call: 'times' },
  '/': { rank: 3, call: 'divide' },
};
const TOKEN = /\s*(?:(\d+(?:\.\d+)?(?:e-?\d+)?)|([a-z][A-Za-z0-9.]*)|(<=|>=|[-+*/()<>,]))/y;

/** @throws RangeError with the place where it cannot be read */
export function parseExpression(text: string): Expression {
  const parser = new Parser(text);
  const expression = parser.expression(0);
  parser.end();
  return expression;
}

class Parser {
  private readonly tokens: { text: string; at: number }[] = [];
  private place = 0;

  constructor(private readonly text: string) {
    TOKEN.lastIndex = 0;
    while (TOKEN.lastIndex < text.trimEnd().length) {
      const at = TOKEN.lastIndex;
      const match = TOKEN.exec(text);
      if (match === null) throw new RangeError(`"${text}": ${at + 1}`);
      this.tokens.push({ text: match[0].trim(), at });
    }
  }

  end(): void {
    if (this.place < this.tokens.length) this.fail();
  }

  expression(rank: number): Expression {
    let left = this.operand();
    for (;;) {
      const operator = BINARY[this.peek()];
      if (operator === undefined || operator.rank <= rank) return left;
      this.place++;
      const right = this.expression(operator.rank);
      left = { kind: 'call', name: operator.call, arguments: [left, right] };
    }
  }

  private operand(): Expression {
    const token = this.next();
    if (token === '-') {
      const zero: Expression = { kind: 'number', value: 0 };
      return { kind: 'call', name: 'subtract', arguments: [zero, this.expression(2)] };
    }
    if (token === '(') {
      const inner = this.expression(0);
      this.take(')');
      return inner;
    }
    if (/^\d/.test(token)) return { kind: 'number', value: Number(token) };
    if (!/^[a-z]/.test(token)) this.fail(-1);
    if (this.peek() !== '(') return { kind: 'name', name: token };
    this.place++;
    const given: Expression[] = [];
    while (this.peek() !== ')') {
      given.push(this.expression(0));
      if (this.peek() !== ',') break;
      this.place++;
    }
    this.take(')');
    return { kind: 'call', name: token, arguments: given };
  }

  private peek(): string {
    return this.tokens[this.place]?.text ?? '';
  }

  private next(): string {
    const token = this.peek();
    if (token === '') this.fail();
    this.place++;
    return token;
  }

  private take(wanted: string): void {
    if (this.next() !== wanted) this.fail(-1);
  }

  private fail(back = 0): never {
    const at = this.tokens[this.place + back]?.at ?? this.text.length;
    throw new RangeError(`"${this.text}": ${at + 1}`);
  }
}
