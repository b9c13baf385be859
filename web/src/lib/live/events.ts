/** Reads a Server-Sent-Events body (HTML standard, section 9.2) as it arrives. Knows no transport and no event's meaning. */

export interface ServerEvent {
  event: string;
  data: string;
  /** The last id seen so far, which a reconnect sends as Last-Event-ID. */
  lastId: string;
}

/** Feed it text as it comes; it hands each complete event to `emit`. */
export class EventParser {
  private buffer = '';
  private event = '';
  private data: string[] = [];

  constructor(
    private readonly emit: (event: ServerEvent) => void,
    private lastId = '',
  ) {}

  push(text: string): void {
    this.buffer += text;
    const lines = this.buffer.split(/\r\n|\n|\r(?!$)/);
    this.buffer = lines.pop() ?? '';
    for (const line of lines) this.readLine(line);
  }

  private readLine(line: string): void {
    if (line === '') this.dispatch();
    else if (!line.startsWith(':')) {
      const [, field = '', value = ''] = /^([^:]*):? ?(.*)$/.exec(line) ?? [];
      this.readField(field, value);
    }
  }

  private readField(field: string, value: string): void {
    if (field === 'event') this.event = value;
    else if (field === 'data') this.data.push(value);
    else if (field === 'id' && !value.includes('\0')) this.lastId = value;
  }

  private dispatch(): void {
    if (this.data.length > 0) {
      this.emit({
        event: this.event || 'message',
        data: this.data.join('\n'),
        lastId: this.lastId,
      });
    }
    this.event = '';
    this.data = [];
  }
}
