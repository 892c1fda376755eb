/** A queue of messages, each carried out at least once. */
export interface Queue<Message> {
  send(message: Message): Promise<void>;
}
