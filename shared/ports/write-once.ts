/** How long procurement files are kept (采购文件保存期): fifteen years at the least (政府采购法, Government Procurement Law, art. 42). */
export const daysKept = 15 * 366;

/** Storage in which what was written stays as it is (一次写入存储): nobody replaces or deletes it before its time. */
export interface WriteOnce {
  /** Keeps a text under a key; what is there already stays, and nothing is said of it. */
  put(key: string, text: string): Promise<void>;
  /** Undefined when nothing is there. */
  get(key: string): Promise<string | undefined>;
}
