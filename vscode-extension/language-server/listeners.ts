/** Those who want to be told of something. */
export class Listeners<Message = void> {
  private readonly all: ((message: Message) => void)[] = [];

  add(listener: (message: Message) => void): void {
    this.all.push(listener);
  }

  tell(message: Message): void {
    for (const listener of this.all) listener(message);
  }
}
