import type { Instant, WorkMessage } from "@cloudpix/domain";
import type { PoisonedMessage } from "./poisoned-message.ts";

/** A message taken from the queue and hidden from others until its lease ends. */
export type Delivery = {
  /** What was sent; null when it is not a message we know, so that it can be set aside instead of tried forever. */
  message: WorkMessage | null;
  /** The text as it lay in the queue. */
  text: string;
  messageId: string;
  /** How often it was delivered, this time included. */
  deliveries: number;
};

/**
 * At-least-once work for the worker. A lease that ended is no error: `renew` and `remove` then answer false,
 * because somebody else has the message now.
 */
export type JobQueue = {
  send(message: WorkMessage): Promise<void>;
  /** Takes at most `max` (≤ 32) messages and hides them for `leaseMs` (whole seconds). */
  receive(max: number, leaseMs: number): Promise<Delivery[]>;
  /** Hides the delivery for `leaseMs` from now. */
  renew(delivery: Delivery, leaseMs: number): Promise<boolean>;
  /** Gives it back: visible to others at once. */
  release(delivery: Delivery): Promise<boolean>;
  remove(delivery: Delivery): Promise<boolean>;
  /**
   * Puts the message into `thumbnails-poison` with the reason and only then removes it here: it may be there twice, it is
   * never lost. `reason` is for operators and holds no secret; 300 characters of it are kept.
   */
  poison(delivery: Delivery, reason: string): Promise<void>;
  /** Approximate number of messages waiting, hidden ones included. */
  depth(): Promise<number>;
  /** When the message was sent that waits for the next receiver; null when none waits. Changes nothing. */
  oldestWaiting(): Promise<Instant | null>;
  poisonDepth(): Promise<number>;
  /** The messages set aside, longest first, at most `max` (≤ 32). Changes nothing. */
  peekPoison(max: number): Promise<PoisonedMessage[]>;
  ping(): Promise<void>;
};
