// Phrases that are not plain English, and what to write instead. docs/glossary.md has the words to use.

export interface Phrase {
  /** A space matches any white space, a line break too. `START` stands for the start of a sentence. */
  readonly pattern: RegExp
  readonly instead: string
}

/** Marks the start of a sentence in the patterns below. */
const START = /(?<=^\s*|[.!?]\)?\s+)/

/** A pattern that begins at the start of a sentence. */
function sentence(pattern: RegExp): RegExp {
  return new RegExp(`${START.source}${pattern.source}`, pattern.flags)
}

export const DIALECT: readonly Phrase[] = [
  // Clauses that stand for a whole sentence, or for its subject.
  {
    pattern: /^\s*(?:It|Where|Which|What|When|Who|Whose|Why|That|Yes|No|They)\.\s*$/,
    instead: 'name the thing: "The task that was submitted."',
  },
  {
    pattern: sentence(/What to [^.!?]*\./),
    instead: 'name the thing: "The price rule to create."; nothing for an argument named input',
  },
  { pattern: sentence(/What [^.!?]*\./), instead: 'a noun ("The credits that …") or subject, verb, object' },
  { pattern: sentence(/Whether [^.!?]*[.;]/), instead: '"True if …", or "Returns whether …" for a function' },
  { pattern: sentence(/Which [^.!?]*\./), instead: 'a noun: "The lease to extend."' },
  { pattern: sentence(/Who [^.!?]*\./), instead: '"The member that …", "A client that …"' },
  { pattern: sentence(/Who(?:se|m) [^.!?]*\./), instead: '"The organization that owns …"' },
  { pattern: sentence(/Why[ ,;][^.!?]*\./), instead: '"The reason why …"' },
  { pattern: sentence(/How (?:many|much) [^.!?]*\./), instead: '"The number of …", "The amount of …"' },
  { pattern: sentence(/How (?!many|much)[^.!?]*\./), instead: 'a noun: "The state of …", "The time that …"' },
  { pattern: sentence(/Where [^.!?]*\./), instead: 'a noun ("The URL that …") or "If …"' },
  { pattern: /^\s*When [^,.!?]*(?:, UTC)?\.\s*$/, instead: '"The time at which …, in UTC."' },
  { pattern: /^\s*When,? (?:UTC|[^,.!?]*, UTC)[.;]/, instead: '"The time at which …, in UTC."' },
  { pattern: sentence(/(?:Whoever|Whatever|Whichever) /), instead: '"Anyone who …", "Everything that …"' },
  { pattern: sentence(/So (?:many|much|often|soon|long|far) /), instead: '"The number of …", "The delay before …"' },
  { pattern: sentence(/(?:Said|Told|Heard|Asked) /), instead: 'a subject: "Called with …", "Returned when …"' },
  { pattern: sentence(/That (?:a|an|the|it|no|what) [^.!?,]*\./), instead: 'a main clause: subject, verb, object' },
  { pattern: sentence(/From now on /), instead: 'say what the call does: "Ends the threshold."' },
  { pattern: /^\s*(?:As|Of|To|In|By|For|With|Until) (?:which|whom|what|whose)\b/, instead: 'a noun: "The type of …"' },
  { pattern: sentence(/It is (?:done|made|so)\b/), instead: 'name the result: "The budget was created, now or …"' },

  // Words in a sense of our own.
  { pattern: /\bno more\b(?! than)/, instead: '"no longer", "not any more"' },
  { pattern: /\b(?:is|are|was|were|be) none\b/, instead: '"does not exist", "is not a …"' },
  {
    pattern: /(?<!\bthere )\b(?:is|was|are) no (?!longer\b|more\b|such\b|other\b|earlier\b|later\b|less\b)\w+/i,
    instead: '"is not a …"',
  },
  { pattern: /\bis no other\b/, instead: '"is the same …", "does not change …"' },
  {
    pattern: /\b(?:hears? (?:of|from|what|about|nothing)|heard (?:of|by)|to hear)\b/,
    instead: '"is notified of", "receives"',
  },
  { pattern: /\b(?:to|can|may|could|might) be had\b/, instead: '"is available"' },
  { pattern: /\bof (?:its|their) own accord\b/, instead: '"automatically"' },
  {
    pattern: /\b(?:isn['’]t|is not|aren['’]t|are not|wasn['’]t|weren['’]t) there\b/,
    instead: '"does not exist", "is missing"',
  },
  {
    pattern: /\bthat there (?:is|are)\b|\bthere ever (?:was|were)\b/,
    instead: '"existing"; "all …, including ended ones"',
  },
  { pattern: /\b(?:is|was) over\b(?! \d)/, instead: '"has ended", "has expired"' },
  { pattern: /\b(?:come|comes|came) (?:by|round)\b/, instead: '"runs", "happens"; "recovers"' },
  { pattern: /\b(?:go|goes|went) by\b/, instead: '"follows", "uses"' },
  { pattern: /\b(?:tell|tells|told) of\b/, instead: '"reports", "notifies about"' },
  { pattern: /\b(?:becomes?|became|become) of\b/, instead: '"happens to", "the outcome of"' },
  { pattern: /\b(?:for|to|by|of|from|with|than|but) whoever\b/, instead: '"anyone who"' },
  { pattern: /\b(?:for|to|by|from|with|than|nor|but) who\b/, instead: '"anyone who", "clients that"' },
  { pattern: /\b(?:nobody|nobody else|somebody|everybody)['’]s\b/, instead: '"belongs to …"' },
  { pattern: /\b\w+['’]s to (?:keep|tell|say|see|know|decide|be)\b/, instead: '"only … may see it"' },
  { pattern: /\bat work\b/, instead: '"running", "in progress"' },
  { pattern: /, for (?:it|they|we|there|nobody|these|those|this) \b(?!and\b|or\b)/, instead: '"because"' },
  { pattern: /\bupon\b/, instead: '"on", "based on"' },
  { pattern: /\banew\b/, instead: '"again", "from the start"' },
  { pattern: /\ball the same\b/, instead: '"anyway", "still"' },
  { pattern: /\bso many\b(?! that)/, instead: '"the given number of"' },
  {
    pattern: /\bof (?:before|then|now|late)\b(?! (?:the|a|an|it)\b)/,
    instead: '"earlier", "at that time", "current", "recently"',
  },
  { pattern: /\bin all(?=[,.;:)]|$)/, instead: '"in total"' },
  { pattern: /\bbeside\b/, instead: '"in addition to", "outside", "next to"' },
  { pattern: /\bnothing of (?:it|its|the|them|theirs|what|that)\b/, instead: '"none of"' },
  { pattern: /\b(?:the|that|this|those) very\b/, instead: '"exactly this", "the same"' },
  { pattern: /\btaken for\b/, instead: '"treated as"' },
  { pattern: /\b(?:needn['’]t|hence|thereof|whereof|hereby|whosever)\b/, instead: '"does not have to", "so"' },
  { pattern: /\bas (?:it|they) stands?\b|\bas they are told\b/, instead: '"unchanged", "exactly as written"' },
  { pattern: /\bperhaps\b/, instead: '"optional", "may"' },

  // Words that have a name in the field.
  { pattern: /\bdear(?:er|est)?\b/, instead: '"expensive"' },
  { pattern: /\b(?:go|goes|going|went) ahead\b/, instead: '"pipelined"' },
  { pattern: /\bhow (?:an organization|organizations|it|that|they) stands?\b/i, instead: '"organization snapshot"' },
  { pattern: /\beditions?\b/, instead: '"price book version"' },
  { pattern: /\b(?:occasions?|happenings?)\b/, instead: '"batch key"; "domain event"' },
  { pattern: /\bnotices\b|\b(?:a|the|every|each|its|one) notice\b/, instead: '"notification"' },
  { pattern: /\bcarriers?\b/, instead: '"transport"' },
  { pattern: /\bstuck\b/, instead: '"slow consumer", "blocked"' },
  { pattern: /\bripe(?:n|ns|ned)?\b/, instead: '"mature"' },
  { pattern: /\bfamil(?:y|ies)\b/, instead: '"lineage"' },
  { pattern: /\bpublications?\b/, instead: '"checkpoint"' },
  { pattern: /\bpromise[sd]? (?:the |its |one )?prices?\b|\b(?:were|was) promised\b/, instead: '"binding quote"' },
  { pattern: /\b(?:stumbl(?:e|es|ed|ing)|patience)\b/, instead: '"fail"; "backoff"' },
]
