/** A question over the corpus beside this file, and what a right answer holds. */
export interface LabelledQuestion {
  readonly question: string;
  /** All of these are in the answer. */
  readonly holds: readonly RegExp[];
}

const ask = (question: string, ...holds: RegExp[]): LabelledQuestion => ({ question, holds });

export const answerable: readonly LabelledQuestion[] = [
  ask('How long is the main span of the Halden bridge, and when was it opened?', /412 metres/, /1938/),
  ask('When is the Halden bridge closed?', /above 28 metres per second/),
  ask('What does maintenance of the Halden bridge cost?', /1\.2 million kroner/),
  ask('When was the Sundal bridge opened?', /1972/),
  ask('How many vehicles cross the Halden bridge on a weekday?', /9,400/),
  ask('When were the tolls abolished?', /1956/),
  ask('Who built the Skarv lighthouse?', /Anton Grieg/),
  ask('How much does the lens of the lighthouse weigh?', /2\.4 tonnes/),
  ask('When does the boat to the lighthouse leave, and how much is the ticket?', /10:30/, /240 kroner/),
  ask('Why must visitors bring their own food?', /no kiosk/),
  ask('How high is the lantern above the sea?', /38 metres/),
  ask(
    'What does Ferrite do when Valkey is lost, and which component notices?',
    /polling|No job is lost/,
    /sweeper notices/,
  ),
  ask('What happens when a worker crashes?', /lease of its job expires/),
  ask('After how long without a database does a worker exit?', /15 minutes/),
  ask('What is the default of FERRITE_WORKERS?', /8/),
  ask('What components does Ferrite consist of?', /intake/, /sweeper/),
  ask('How do I change the log level without a restart?', /USR2/),
  ask('How often is a full backup of the orders database taken?', /every Sunday/),
  ask('How long are full backups kept?', /35 days/),
  ask('How long does a restore of the whole database take?', /3 hours/),
  ask('Where does the backup key live?', /vault/),
  ask('Who is the leader of the Fjellheim station?', /Marit Solberg/),
  ask('How many people work at Fjellheim in winter?', /four in winter/),
  ask('How much diesel does the generator burn?', /90 litres/),
  ask('When are ice cores drilled and why?', /April/, /snow bridges/),
  ask('How long is an API token valid?', /15 minutes/),
  ask('Who must approve refunds above 1,000 euros?', /supervisor/),
  ask('What is the maximum amount of a payment?', /50,000 euros/),
  ask('How are webhooks signed?', /HMAC-SHA256/),
];

/** Questions whose answers are not in the corpus, most of them close to something that is. */
export const unanswerable: readonly string[] = [
  'Who won the chess olympiad of 1924 in Paris?',
  'Who designed the Halden bridge?',
  'When was the Halden tunnel opened?',
  'What colour is the Halden bridge?',
  'How wide is the main span of the Halden bridge?',
  'How much did the Halden bridge cost to build?',
  'What does maintenance of the Sundal bridge cost?',
  'How deep is the water around the Skarv lighthouse?',
  'When was the lighthouse painted red?',
  'What is the default of FERRITE_TIMEOUT?',
  'What happens when the disk of the dispatcher is full?',
  'How often is the search index backed up to tape?',
  'Who is the leader of the storage team?',
  'How many polar bears live near Fjellheim?',
  'How do I cancel a subscription with the Payments API?',
  'What is the capital of Australia?',
  'How long is the warranty of the wind turbine?',
];

/**
 * Written after the scoring, to see whether it generalises. At first sight about three in four of these were answered
 * right and nine in ten of the unanswerable ones refused; the rules were then mended with them, so that by now they
 * guard against going back.
 */
export const heldOutAnswerable: readonly LabelledQuestion[] = [
  ask('How much does it cost to maintain the Halden bridge each year?', /1\.2 million kroner/),
  ask('How long is the Sundal bridge?', /260 metres/),
  ask('What is the zinc coating expected to last?', /25 years/),
  ask('How far can the light be seen?', /19 nautical miles/),
  ask('When was the light automated?', /1984/),
  ask('Do children travel free on the boat?', /under 12 travel free/),
  ask('Where was the lens made?', /Paris/),
  ask('What does the sweeper do?', /looks for jobs|returns the job/),
  ask('What does intake answer when PostgreSQL is lost?', /503/),
  ask('How long is a lease valid?', /30/),
  ask('What is the largest payload of a job?', /256/),
  ask('Which alert is raised when Valkey is lost?', /FerriteWakeupsDown/),
  ask('How are the backups encrypted, and how often is the key rotated?', /AES-256/, /each quarter/),
  ask('How long did the last restore drill take?', /2 hours 40 minutes/),
  ask('Is the search index backed up?', /not backed up/),
  ask('What is the first step of a restore?', /Freeze writes|orderctl/),
  ask('Who runs the Fjellheim research station?', /University of Oslo/),
  ask('How fast does the glacier retreat?', /22 metres a year/),
  ask('At what temperature are samples stored?', /-30/),
  ask('How many requests per minute may a merchant send?', /120/),
  ask('What happens when a webhook delivery fails?', /repeated eight times/),
  ask('Within how many days can a payment be refunded?', /180 days/),
  ask('Is the fee returned with a refund?', /not returned/),
  ask('How many lanes does the Halden bridge have?', /two lanes/),
  ask('What was the Halden bridge painted with in 2011?', /zinc/),
  ask('From which harbour does the boat leave?', /Vesterøy/),
  ask('Who wrote the history of the keepers?', /Ida Moe/),
  ask('How often does the lantern flash?', /every 15 seconds/),
  ask('What does the dispatcher do?', /assigns waiting jobs/),
  ask('When is a job moved to the dead-letter table?', /crashed five workers/),
  ask('How long are the logs kept?', /14 days/),
  ask('How long does rebuilding the search index take?', /50 minutes/),
  ask('What drives the generator in winter?', /diesel/),
  ask('Where are samples stored?', /tunnel/),
  ask('What is the fee of a payment?', /1\.4 percent/),
  ask('For how long are idempotency keys remembered?', /24 hours/),
  ask('What does the API answer above the limit?', /429/),
];

export const heldOutUnanswerable: readonly string[] = [
  'How tall are the towers of the Halden bridge?',
  'Who paid back the loan for the Sundal bridge?',
  'How many people died in the winter of 1941?',
  'What is the phone number of Vesterøy harbour?',
  'How many keepers does the Sundal lighthouse have?',
  'What programming language is Ferrite written in?',
  'How does Ferrite authenticate producers?',
  'When was version 2.0 of Ferrite released?',
  'How much does the object store cost?',
  'Who approved the drill on 12 March 2024?',
  'How tall is the wind turbine at Fjellheim?',
  'What is the salary of Marit Solberg?',
  'Which currencies does the Payments API support?',
  'How many refunds were made last year?',
  'Why was the Halden bridge closed in 1956?',
  'How many lanes does the Sundal bridge have?',
  'Who painted the Halden bridge?',
  'How much does the lantern weigh?',
  'When was the job runner Ferrite bought by Oracle?',
  'What does the sweeper cost?',
  'How long are invoices kept?',
  'Who rebuilt the search index in 2023?',
  'How many refunds can be made per day?',
  'What is the airspeed of an unladen swallow?',
  'How deep is the Tolv glacier?',
];
