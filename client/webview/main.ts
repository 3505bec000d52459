import type { SourceRange } from '../../server/src/protocol';
import type { AnswerView, FromView, ToView } from './messages';
import { renderPage, sectionIds, type SectionId } from './render/page';

/**
 * The result view's page. It shows what it is sent and sends back what is clicked. In VS Code it speaks to the extension;
 * in a plain page every message it would send is a `modelwright` event on the window.
 */

interface Host {
  postMessage(message: FromView): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare global {
  interface Window {
    acquireVsCodeApi?: () => Host;
  }
}

const host: Host = window.acquireVsCodeApi?.() ?? {
  postMessage: (message) => window.dispatchEvent(new CustomEvent('modelwright', { detail: message })),
  getState: () => undefined,
  setState: () => undefined,
};

const drawn = new Map<SectionId, string>();
const sections = createSections();

window.addEventListener('message', ({ data }: MessageEvent<ToView>) => {
  if (data.kind !== 'show') return;
  host.setState(data.view);
  draw(data.view);
});
document.addEventListener('click', ({ target }) => {
  const button = target instanceof Element ? target.closest<HTMLElement>('[data-action]') : null;
  const message = button && messageOf(button.dataset);
  if (message) host.postMessage(message);
});

const kept = host.getState();
if (kept !== undefined && kept !== null) draw(kept as AnswerView);
host.postMessage({ kind: 'ready' });

function createSections(): ReadonlyMap<SectionId, HTMLElement> {
  const main = document.createElement('main');
  const created = new Map<SectionId, HTMLElement>();
  for (const id of sectionIds) {
    const section = document.createElement('section');
    section.id = id;
    section.hidden = true;
    main.append(section);
    created.set(id, section);
  }
  document.body.append(main);
  return created;
}

/** Redraws the sections whose markup changed, so that focus, selection and scrolling stay where they can. */
function draw(view: AnswerView): void {
  const page = renderPage(view);
  document.body.classList.toggle('stale', view.stale);
  document.body.classList.toggle('running', view.running !== undefined);
  for (const [id, section] of sections) {
    const markup = page[id];
    if (drawn.get(id) === markup) continue;
    drawn.set(id, markup);
    const focused = section.contains(document.activeElement) ? keyOf(document.activeElement) : undefined;
    const open = section.querySelector('details')?.open === true;
    section.innerHTML = markup; // made by `html`, which escapes every text
    section.hidden = markup === '';
    section.querySelector('details')?.toggleAttribute('open', open);
    if (focused !== undefined) section.querySelector<HTMLElement>(`[data-key="${CSS.escape(focused)}"]`)?.focus();
  }
}

function keyOf(element: Element | null): string | undefined {
  return element instanceof HTMLElement ? element.dataset['key'] : undefined;
}

function messageOf(data: DOMStringMap): FromView | undefined {
  switch (data['action']) {
    case 'solve':
    case 'explain':
    case 'stop':
      return { kind: data['action'] };
    case 'reveal':
      return { kind: 'reveal', place: JSON.parse(data['place'] ?? 'null') as SourceRange };
    case 'repair':
      return { kind: 'repair', index: Number(data['index']) };
    default:
      return undefined;
  }
}
