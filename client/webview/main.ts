import type { ParameterChange, SourceRange } from '../../server/src/protocol';
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
const announcer = createAnnouncer();
const announced = new Map<SectionId, string>();

window.addEventListener('message', ({ data }: MessageEvent<ToView>) => {
  if (data.kind !== 'show') return;
  host.setState(data.view);
  draw(data.view);
});
document.addEventListener('click', ({ target }) => {
  const button = target instanceof Element ? target.closest<HTMLElement>('[data-action]') : null;
  if (button?.dataset['action'] === 'compose') compose(button.dataset['question'] ?? '');
  if (button?.dataset['action'] === 'reset') resetValues();
  const message = button && messageOf(button.dataset);
  if (message) host.postMessage(message);
});
document.addEventListener('submit', (event) => {
  event.preventDefault();
  const form = event.target instanceof HTMLFormElement ? event.target : undefined;
  // Not `disabled`, which would take the focus from who has just pressed it.
  if (form?.querySelector('[aria-disabled="true"]')) return;
  if (form?.dataset['form'] === 'whyNot') submitQuestion(form);
  if (form?.dataset['form'] === 'whatIf') submitValues(form);
});
// Enter asks; Shift+Enter begins a new line of a longer question, and in an input method Enter takes what it offers.
document.addEventListener('keydown', (event) => {
  const { target } = event;
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing || !(target instanceof HTMLTextAreaElement)) return;
  event.preventDefault();
  target.form?.requestSubmit();
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

/** What screen readers read out: an element that stays, since text that comes with its element is not announced. */
function createAnnouncer(): HTMLElement {
  const element = document.createElement('p');
  element.className = 'announcer';
  element.setAttribute('role', 'status');
  document.body.append(element);
  return element;
}

function announce(): void {
  const news: string[] = [];
  for (const [id, section] of sections) {
    const text = (section.querySelector('[data-announce]')?.textContent ?? '').replace(/\s+/g, ' ').trim();
    if (text !== '' && announced.get(id) !== text) news.push(text);
    announced.set(id, text);
  }
  if (news.length > 0) announcer.textContent = news.join('. ');
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
    const typed = typedIn(section);
    section.innerHTML = markup; // made by `html`, which escapes every text
    section.hidden = markup === '';
    section.querySelector('details')?.toggleAttribute('open', open);
    for (const [key, value] of typed) {
      const field = section.querySelector<Field>(`[data-key="${CSS.escape(key)}"]`);
      if (field) field.value = value;
    }
    if (focused !== undefined) section.querySelector<HTMLElement>(`[data-key="${CSS.escape(focused)}"]`)?.focus();
  }
  announce();
}

type Field = HTMLInputElement | HTMLTextAreaElement;

/** What was typed and not sent yet, by the fields' keys. */
function typedIn(section: HTMLElement): ReadonlyMap<string, string> {
  const typed = new Map<string, string>();
  for (const field of section.querySelectorAll<Field>('input, textarea')) {
    const key = keyOf(field);
    if (key !== undefined && field.value !== field.defaultValue) typed.set(key, field.value);
  }
  return typed;
}

/** Begins a question and selects the value in it, ready to be another. */
function compose(question: string): void {
  const field = document.querySelector<HTMLTextAreaElement>('[data-form="whyNot"] textarea');
  if (!field) return;
  field.value = question;
  field.focus();
  const from = question.indexOf(' = ');
  field.setSelectionRange(from < 0 ? 0 : from + ' = '.length, question.length);
  field.scrollIntoView({ block: 'nearest' });
}

function submitQuestion(form: HTMLFormElement): void {
  const question = form.querySelector('textarea')?.value ?? '';
  if (question.trim() !== '') host.postMessage({ kind: 'whyNot', question });
}

function submitValues(form: HTMLFormElement): void {
  const changes = [...form.querySelectorAll<HTMLInputElement>('input[data-parameter]')].flatMap(
    ({ dataset, value }): readonly ParameterChange[] => {
      const name = dataset['parameter'];
      return name === undefined || value.trim() === dataset['before'] ? [] : [{ name, value: value.trim() }];
    },
  );
  if (changes.length > 0) host.postMessage({ kind: 'whatIf', changes });
  else host.postMessage({ kind: 'clear', what: 'whatIf' });
}

function resetValues(): void {
  for (const input of document.querySelectorAll<HTMLInputElement>('input[data-parameter]')) {
    input.value = input.dataset['before'] ?? '';
    input.defaultValue = input.value;
  }
  host.postMessage({ kind: 'clear', what: 'whatIf' });
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
    case 'apply':
      return { kind: 'apply' };
    case 'clear':
      return { kind: 'clear', what: data['what'] === 'whatIf' ? 'whatIf' : 'whyNot' };
    default:
      return undefined;
  }
}
