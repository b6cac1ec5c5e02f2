import { Charts } from './charts.ts';
import { Events } from './events.ts';
import { Faults } from './faults.ts';
import { Film } from './film.ts';
import { Link } from './link.ts';
import { Margins, capLevels } from './margins.ts';
import type { ServerMessage } from './messages.ts';
import { Status } from './status.ts';

/** The token stands behind the `#` of the address, which no request carries. */
const token = new URLSearchParams(location.hash.slice(1)).get('token') ?? '';

const link = new Link(token, { onMessage: take, onOpen: () => status.found(), onLost: (reason) => status.lost(reason) });
const status = new Status(link);
const charts = new Charts(link);
const margins = new Margins();
const events = new Events(link);
const film = new Film();
const faults = new Faults(link);
let isTripped = false;

function take(message: ServerMessage): void {
  switch (message.kind) {
    case 'hello':
      status.hello(message);
      faults.offer(message);
      film.refuse(message.film_reason);
      break;
    case 'state':
      isTripped = message.latched.length > 0;
      status.state(message);
      charts.state(message);
      break;
    case 'rows':
      margins.show(message);
      charts.caps(capLevels(message));
      break;
    case 'events': {
      const news = events.add(message.events);
      charts.events(news);
      status.events(news, isTripped || news.at(-1)?.tone === 'trip');
      break;
    }
    case 'film':
      film.show(message);
      break;
    case 'answer':
      // Answers go to whoever asked.
      break;
  }
}
