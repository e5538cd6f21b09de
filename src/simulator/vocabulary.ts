/**
 * The 256 words of which every simulated answer is made. Each is ASCII letters only, so that it stands in JSON as it is, and each, with
 * or without a space before it, is one token of the common byte-level BPE encodings, so that a client's own count agrees with ours.
 */
export const vocabulary: readonly string[] = `
time year people way day man thing woman life child world school state family student group country problem hand part place case 
week company system program question work government number night point home water room mother area money story fact month lot 
right study book eye job word business issue side kind head house service friend father power hour game line end member law car 
city community name team minute body information back parent face level office door health person art history party result change 
reason research girl air force education light small large next early young important few public same able good new first last 
long great little own other old high different be have do say get make go know take see come think look want give use find tell 
ask feel try leave call most some than then now only over also after two how our well even because any these into them could from 
they will would there their what out who which when can like just your about through where much before more too very here between 
both under never always often again once until while during without within along since though although perhaps rather quite 
almost still soon later today against among around down up off above below near far away open close start stop move turn bring 
hold keep let begin show play run live write sit stand pay meet include continue set learn lead watch follow create read allow 
add grow walk win offer remember love consider buy
`
  .trim()
  .split(/\s+/)
