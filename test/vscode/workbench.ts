import type { Browser, Frame, Locator, Page } from "playwright-core";

export interface WindowOptions {
  readonly width?: number;
  readonly height?: number;
}

/** A page that reaches this machine only: VS Code asks for its marketplace at start. */
export async function openLocalPage(
  browser: Browser,
  { width = 1360, height = 860 }: WindowOptions = {},
): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height } });
  await context.route(
    (url) => /^https?:$/.test(url.protocol) && !/^(127\.0\.0\.1|localhost|.*\.localhost)$/.test(url.hostname),
    (route) => route.abort(),
  );
  const page = await context.newPage();
  page.setDefaultTimeout(45_000);
  return page;
}

/** The window of VS Code in a browser. */
export class Workbench {
  readonly page: Page;
  readonly editor: Editor;
  readonly chat: Chat;
  readonly notifications: Locator;
  readonly problems: Locator;

  constructor(page: Page) {
    this.page = page;
    this.editor = new Editor(page);
    this.chat = new Chat(page);
    this.notifications = page.locator(".notifications-toasts .notification-list-item");
    this.problems = page.locator(".markers-panel .monaco-list-row");
  }

  static async open(browser: Browser, url: string, folder: string, options: WindowOptions = {}): Promise<Workbench> {
    const page = await openLocalPage(browser, options);
    await page.goto(`${url}/?folder=${encodeURIComponent(folder)}`, { waitUntil: "commit", timeout: 90_000 });
    await page.locator(".monaco-workbench .statusbar-item").first().waitFor({ timeout: 90_000 });
    return new Workbench(page);
  }

  /** Runs a command by its full title, such as `File: Revert File`. */
  async run(title: string): Promise<void> {
    await this.#quickInput("F1", `>${title}`);
    await this.page.locator(".quick-input-list .monaco-list-row", { hasText: title }).first().waitFor();
    await this.page.keyboard.press("Enter");
  }

  /** Rows of the list that is open, for instance after a command that lets one choose. */
  get choices(): Locator {
    return this.page.locator(".quick-input-list .monaco-list-row");
  }

  async openFile(path: string): Promise<void> {
    const name = path.split("/").at(-1) ?? path;
    await this.#quickInput("Control+P", path);
    await this.page.locator(".quick-input-list .monaco-list-row", { hasText: name }).first().waitFor();
    await this.page.keyboard.press("Enter");
    await this.page.locator(".tab", { hasText: name }).first().waitFor();
  }

  async showProblems(): Promise<void> {
    await this.page.keyboard.press("Control+Shift+M");
    await this.problems.first().waitFor();
  }

  /** Opens a container of views by its title in the activity bar. */
  async showViews(title: string): Promise<void> {
    await this.page.locator(`.activitybar .action-item a[aria-label^="${title}"]`).click();
    await this.page.locator(".sidebar .composite.title", { hasText: new RegExp(title, "i") }).waitFor();
  }

  treeItem(text: string | RegExp): Locator {
    return this.page.locator(".pane-body .monaco-list-row", { hasText: text }).first();
  }

  statusItem(text: string | RegExp): Locator {
    return this.page.locator(".statusbar-item", { hasText: text }).first();
  }

  /** The frame in which an extension's own HTML runs: webviews are nested frames, told apart by an element of their own. */
  async webview(selector: string, timeoutMs = 15_000): Promise<Frame> {
    const deadline = Date.now() + timeoutMs;
    while (Date.now() < deadline) {
      for (const frame of this.page.frames()) {
        // A frame may go away while it is asked.
        const count = await frame
          .locator(selector)
          .count()
          .catch(() => 0);
        if (count > 0) return frame;
      }
      await this.page.waitForTimeout(100);
    }
    throw new Error(`No webview has ${selector}.`);
  }

  async #quickInput(key: string, text: string): Promise<void> {
    const input = this.page.locator(".quick-input-widget input.input");
    await this.page.keyboard.press(key);
    await input.waitFor({ state: "visible" });
    await input.fill(text);
  }
}

/** The text editor that has the focus. */
export class Editor {
  readonly page: Page;
  readonly errors: Locator;
  readonly suggestions: Locator;

  constructor(page: Page) {
    this.page = page;
    this.errors = page.locator(".cdr.squiggly-error");
    this.suggestions = page.locator(".suggest-widget .monaco-list-row");
  }

  /** The innermost element of `text` in the first line that contains `line`. Monaco writes spaces as no-break spaces. */
  token(line: string, text: string): Locator {
    const pattern = new RegExp(line.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll(" ", "[ \\u00a0]"));
    return this.page
      .locator(".editor-group-container.active .view-line", { hasText: pattern })
      .first()
      .locator("span", { hasText: text })
      .last();
  }

  /** Points at a text until what is known of it is shown: problems are shown at once, the rest follows. */
  async hover(line: string, text: string, saying: RegExp): Promise<void> {
    const hover = this.page.locator(".monaco-hover:visible", { hasText: saying }).first();
    // What the window loads meanwhile can close a hover before it says anything: then the pointer comes again, as a person's would.
    for (let attempt = 0; attempt < 4; attempt += 1) {
      await this.token(line, text).hover();
      if (
        await hover.waitFor({ timeout: 10_000 }).then(
          () => true,
          () => false,
        )
      )
        return;
      await this.page.mouse.move(0, 0);
    }
    await hover.waitFor();
  }

  async click(line: string, text: string): Promise<void> {
    await this.token(line, text).click();
  }

  /** Goes to a line and column as the status bar counts them. */
  async goTo(line: number, column: number): Promise<void> {
    await this.page.keyboard.press("Control+G");
    const input = this.page.locator(".quick-input-widget input.input");
    await input.waitFor({ state: "visible" });
    await input.fill(`:${line}:${column}`);
    await this.page.keyboard.press("Enter");
    await this.waitForPosition(line, column);
  }

  /** Waits until the status bar shows the cursor there. */
  async waitForPosition(line: number, column?: number): Promise<void> {
    const position = new RegExp(`Ln ${line}, Col ${column ?? "\\d+"}`);
    await this.page.locator(".statusbar-item", { hasText: position }).waitFor();
  }

  async lines(): Promise<string> {
    const shown = await this.page.locator(".editor-group-container.active .view-line").allInnerTexts();
    return shown.join("\n").replaceAll("\u00a0", " ");
  }
}

/** The chat view. */
export class Chat {
  readonly page: Page;
  readonly input: Locator;
  readonly answers: Locator;

  constructor(page: Page) {
    this.page = page;
    this.input = page.locator(".chat-input-container .monaco-editor").first();
    this.answers = page.locator(".interactive-session .interactive-list").first();
  }

  /** Sends `text`, which may start with a participant and a command, and waits until `expected` is in the conversation. */
  async ask(text: string, expected: string | RegExp): Promise<string> {
    await this.input.click();
    await this.page.keyboard.press("Control+A");
    await this.page.keyboard.press("Delete");
    // Slower than the suggestions, which turn a name into a mention; then they are closed, or Enter would accept one.
    await this.page.keyboard.type(text, { delay: 15 });
    await this.page.waitForTimeout(400);
    await this.page.keyboard.press("Escape");
    await this.page.keyboard.press("Enter");
    await this.answers.getByText(expected).last().waitFor({ timeout: 40_000, state: "attached" });
    return this.answers.innerText();
  }
}
