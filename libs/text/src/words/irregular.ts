/** Base form: the forms that no suffix rule leads back to it. */
const table = `
become:became begin:began,begun bind:bound blow:blew,blown break:broke,broken bring:brought build:built buy:bought
catch:caught child:children choose:chose,chosen come:came datum:data deal:dealt draw:drew,drawn drink:drank,drunk
drive:drove,driven eat:ate,eaten fall:fell,fallen feed:fed feel:felt fight:fought find:found fly:flew,flown foot:feet
forbid:forbade,forbidden forget:forgot,forgotten freeze:froze,frozen give:gave,given go:went,gone grow:grew,grown hear:heard
hide:hid,hidden hold:held hang:hung index:indices keep:kept know:knew,known lay:laid lead:led leave:left lend:lent lose:lost
make:made man:men mean:meant meet:met mouse:mice pay:paid person:people ride:rode,ridden ring:rang,rung rise:rose,risen
run:ran say:said see:saw,seen seek:sought sell:sold send:sent shake:shook,shaken shoot:shot show:shown shrink:shrank,shrunk
sing:sang,sung sink:sank,sunk sit:sat sleep:slept speak:spoke,spoken spend:spent stand:stood steal:stole,stolen stick:stuck
swim:swam,swum take:took,taken teach:taught tear:tore,torn tell:told think:thought throw:threw,thrown tooth:teeth
understand:understood wake:woke,woken wear:wore,worn win:won woman:women write:wrote,written`;

/** The base form of irregular English forms: `lost` is lose, `built` is build. */
export const irregularForms: ReadonlyMap<string, string> = new Map(
  table
    .trim()
    .split(/\s+/)
    .flatMap((entry) => {
      const [base = '', forms = ''] = entry.split(':');
      return forms.split(',').map((form): [string, string] => [form, base]);
    }),
);
