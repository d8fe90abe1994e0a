/**
 * Numbers written out, in the languages that models answer in most. A word made of such parts alone states a number that no cell was asked
 * about. Ordinals and `quarter` are left: they name periods and places in a list.
 */
const PARTS = [
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion dozen dozens couple hundreds thousands millions billions lakh crore twice thrice double doubled triple tripled quadruple quadrupled half halved",
  "null zwei zwo drei vier fünf fuenf sechs sieben acht neun zehn elf zwölf zwoelf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn zwanzig dreißig dreissig vierzig fünfzig sechzig siebzig achtzig neunzig hundert tausend million millionen milliarde milliarden dutzend doppelt hälfte",
  "deux trois quatre cinq sept huit neuf dix onze douze treize quatorze quinze seize vingt vingts trente quarante cinquante soixante cent cents mille millions milliard milliards douzaine moitié",
  "dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa cien ciento mil millón millones docena mitad",
  "due tre quattro cinque sei sette otto nove dieci undici dodici venti trenta quaranta cinquanta sessanta settanta ottanta novanta cento mila milione milioni miliardo miliardi dozzina metà",
  "twee drie vijf zes zeven acht negen tien elf twaalf twintig dertig veertig vijftig zestig tachtig honderd duizend miljoen miljard",
]
  .join(" ")
  .split(" ");

const WORDS = new Set(PARTS);
/** What joins parts where a number is one word: `zweiundzwanzig`, `eenentwintig`. */
const JOINTS = ["ein", "eine", "und", "een", "en", "ën"];
const PIECES = [...new Set([...PARTS, ...JOINTS])].filter((piece) => piece.length > 1);
const LONGEST_WORD = 80;
/** Numbers of Chinese and Japanese. */
const IDEOGRAPHS = /[〇一二三四五六七八九十百千万萬億亿兩两]/u;
/** Parts that are words of their own in another language than the number's. */
const OTHER_MEANINGS = new Set([
  "once",
  "elf",
  "mil",
  "cents",
  "null",
  "tre",
  "sei",
  "drie",
  "due",
  "nove",
  "venti",
  "mila",
  "dix",
]);

/** German, Dutch and Italian write a number as one word. In time linear in its length: a draft is not to be trusted with a regular expression. */
function isCompound(word: string): boolean {
  if (word.length > LONGEST_WORD) return false;
  const reached = new Array<boolean>(word.length + 1).fill(false);
  reached[0] = true;
  for (let at = 0; at < word.length; at += 1) {
    if (!reached[at]) continue;
    for (const piece of PIECES) if (word.startsWith(piece, at)) reached[at + piece.length] = true;
  }
  return reached[word.length] === true;
}

/** Parts of a whole, as against places in a list and quarters of a year. */
const FRACTION =
  /\b(?:an?|one|two|three|four|nearly|almost|about|around|over|under|roughly|some)[ -](?:third|quarter|fifth|sixth|seventh|eighth|ninth|tenth)s?(?: of\b|\b(?=[^\p{L}]*$))|\b(?:thirds|fifths|sixths|sevenths|eighths|ninths|tenths|halves)\b/iu;

const HALF_YEAR = /\b(?:first|second|last|this|previous) half\b|\bhalf[- ]years?(?:ly)?\b/gi;

/** True when the text states a number in words. */
export function statesNumberInWords(text: string): boolean {
  if (IDEOGRAPHS.test(text) || FRACTION.test(text)) return true;
  const words =
    text
      .replace(HALF_YEAR, " ")
      .toLowerCase()
      .match(/[\p{L}\p{M}]+/gu) ?? [];
  return words.some((word) => (WORDS.has(word) && !OTHER_MEANINGS.has(word)) || (word.length > 5 && isCompound(word)));
}
