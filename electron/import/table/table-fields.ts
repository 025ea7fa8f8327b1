/**
 * The fields that a generic table can have, and the folded header names by which each is known: first the key of
 * mapping.json, then the spellings of texting tools (help.heymarket.com article 27561287183373 lists those that its
 * import meets), help desks and spreadsheets in English, German, French, Spanish and Portuguese. Earlier names win. A
 * name with `?` means the field only if the values in its column look like it.
 */
import type { TableRowKind } from '../../../shared/model.ts'

const conversation =
  'conversation conversationid convid conversationsourceid conversationuuid convoid conv conversationkey threadid thread ticketid ticket ticketnumber ticketno chatid chat caseid casenumber sessionid interactionid dialogid konversation konversationsid unterhaltung gesprach gesprachid gesprachsid ticketnummer vorgang vorgangsnummer idconversation idticket conversacion idconversacion iddeconversacion conversa idconversa iddaconversa protocolo chatsessionid casereference ticketreference ticketref numerodeticket numeroticket ndeticket numerodetiquete gesprachsnummer fallnummer vorgangsid anfragenummer iddelaconversation numeroconversacion idchat ticketurl conversationurl chaturl ticketlink conversationlink'
const agent =
  'agent agentname agentemail agentid teammate teammatename operator operatorname representative rep repname staff staffname employee assignee assigneename assigneduser assignedto assignedagent owner repliedby answeredby sentby handledby mitarbeiter mitarbeiterin bearbeiter bearbeiterin sachbearbeiter agente nombredelagente nomeagente nomedoagente operador atendente conseiller operateur nomagent nomdelagent asesor teammatecurrentlyassigned lastteammaterated author authorname sendername laststatuschangeagentid nomedoatendente nombredelasesor nomduconseiller bearbeitetvon beantwortetvon zugewiesenan atribuidoa asignadoa attribuea'
const team =
  'team teamname department departmentname dept group groupname queue queuename abteilung gruppe warteschlange equipe nomequipe equipo departamento grupo setor fila departement teamcurrentlyassigned'
const inbox =
  'inbox inboxname line linename ournumber ownnumber companynumber brandnumber businessnumber mailbox account accountname postfach eingang posteingang leitung rufnummerwir unserenummer boitedereception ligne bandeja bandejadeentrada linea caixa caixadeentrada linha channeldisplayname sourcename propionumero numeropropio nossonumero notrenumero'
const channel =
  'channel channelname channeltype medium media? kanal canal platform plattform sourcetype source? via? type? messagechannel contactchannel'
const contact =
  'contactphone contactphonenumber kundentelefon kundenrufnummer telefonkunde rufnummerkunde telefonnummerkunde rufnummerdeskunden telefonnummerdeskunden telephoneduclient telefonodelcliente telefonocliente telefonedocliente telefonecliente numeroducliente numeroduclient numerodelcliente numerodocliente contactnumber customerphone customerphonenumber customernumber customermobile clientphone recipientphone contacthandle externalendpoint endpoint optedoutnumber phonenumber phone mobilephone mobile mobilenumber cell cellphone telephone telefon telefonnummer rufnummer handynummer handy mobilnummer numero numerodetelephone telephoneclient telefono numerodetelefono celular telefone numerodetelefone movil contactemail contactemailaddress kundenemail emailkunde emailduclient emailclient emailcliente emaildelcliente emaildocliente correodelcliente adresseemail adressemail correoelectronico enderecodeemail customeremail useremail requesteremail email emailaddress recipientemail mail correo courriel contact contactid customer customerid client clientid visitor visitorid subscriber subscriberid member requester requesterid kunde kundennummer kundenid kontakt cliente contacto contato idcliente externalreference customername contactname clientname username contactprimaryidentifier contactprofileid kundenname nomduclient nomclient nombredelcliente nomedocliente'

export const messageFields = {
  conversation,
  time: 'time timestamp datetime datesent sentdate senttime sendtime sentat messagedate messagetime messagetimestamp createdat createdate createddate creationtime datecreated createdtime created when occurredat eventtime dateandtime sent received? datum zeit zeitpunkt zeitstempel datumzeit datumuhrzeit datumunduhrzeit gesendetam gesendet versendetam erstelltam sendezeit horodatage dateheure dateetheure datedenvoi dateenvoi envoyele creele fecha fechahora fechayhora fechadeenvio fechaenvio enviadoel creadoel datahora dataehora datadeenvio dataenvio enviadoem criadoem date data datetimestart datetimesent sentdatetime messagesentat messagecreatedat messagedatetime sendedatum versanddatum gesendet versandtam datedecreation dateetheuredenvoi heuredenvoi dateheuredenvoi envoyea fechadecreacion fechahoraenvio fechayhoradeenvio horadeenvio datadecriacao datahoraenvio dataehoradoenvio horadeenvio starttime startdate',
  timeOfDay: 'time timeofday hour uhrzeit zeit heure hora',
  direction:
    'direction messagedirection smsdirection way? inout inorout richtung nachrichtenrichtung sens direccion sentido direcao messagetype? type?',
  inbound: 'inbound isinbound incoming isincoming fromcustomer iscustomer',
  authorKind:
    'authorkind authortype authorrole sendertype senderkind senderrole fromtype participanttype usertype? role? sender? author? speaker? from? absendertyp autortyp typdesautors typeauteur typedauteur tipoautor tipodeautor tiporemitente tiporemetente typeexpediteur type? kind?',
  agent,
  team,
  inbox,
  channel,
  contact,
  from: 'from fromnumber fromphone sender senderphone sendernumber source von absender de expediteur remitente origen origem remetente',
  to: 'to tonumber tophone destination target recipient recipients receiver an empfanger empfaenger a para destinataire destinatario destino',
  text: 'text body content messagetext messagebody plainbody messagecontent smscontent smstext smsbody textbody bodytext message inhalt nachricht nachrichtentext texte contenu corps texto mensaje contenido mensagem conteudo extract textodelmensaje contenidodelmensaje textodamensagem conteudodamensagem textedumessage contenudumessage nachrichtentext',
  message:
    'messageid msgid messagesid smsid smssid messageuuid nachrichtid nachrichtenid idmessage idmensaje iddemensaje idmensagem iddamensagem iddumessage sid message uuid id sourceid',
  closedAt:
    'closedat resolvedat solvedat closed resolvedtime closedtime closetime solved resolved segmentclosed conversationclosedat geschlossenam geschlossen abgeschlossenam gelostam fermele clotureele resolule cerradoel resueltoel fechadecierre fechacierre fechadoem encerradoem resolvidoem datadefechamento closeddate closedate dateclosed resolveddate dateresolved resolutiondate finishedat completedat lastresolvedat erledigtam beendetam abschlussdatum schliessdatum cloture datedecloture datederesolution cerrado resuelto fechaderesolucion finalizadoem concluidoem datadeencerramento dataderesolucao',
  automatic: 'automatic autoreply isautoreply automated isautomated isautomatic autoresponse automatisch',
  isNote: 'private isprivate internal isinternal note? isnote',
  status: 'status messagestatus deliverystatus zustellstatus statut estado',
  updatedAt: 'updatedat lastupdated modifiedat dateupdated',
} as const

export const conversationFields = {
  conversation: `${conversation} id number nummer sourceid`,
  openedAt:
    'openedat createdat created createdtime createdon datecreated creationdate opened startedat startat starttime started conversationstartedat conversationcreatedat conversationcreated ticketcreated segmentstart firstmessageat createddate datum eroffnetam erstelltam erstellt begonnenam ouvertle creele datedecreation datecreation abiertoel creadoel fechadecreacion fechacreacion abertoem criadoem datadecriacao iniciadoem datadeabertura datadeinicio fechadeapertura fechadeinicio datedouverture datededebut eroffnet begonnen gestartetam erstelldatum eroffnungsdatum date',
  firstReplyAt:
    'firstreplyat firstresponseat firstreplycreatedat firstrepliedat firstrespondedat firstagentreplyat firstadminreplyat firstreply firstreplytime initialresponsetime firstresponsetime firstresponse ersteantwortam ersteantwort premierereponsele premierereponse primerarespuesta primerarespuestael primeiraresposta primeirarespostaem',
  closedAt:
    'closedat solvedat resolvedat solved resolved closed solvedtime resolvedtime closedtime closetime endedat endtime ended lastcloseat lastclosedat ticketlastresolved segmentend geschlossenam geschlossen abgeschlossenam gelostam fermele clotureele resolule cerradoel resueltoel fechadecierre fechacierre fechadoem encerradoem resolvidoem datadefechamento closeddate closedate dateclosed resolveddate dateresolved resolutiondate finishedat completedat lastresolvedat erledigtam beendetam abschlussdatum schliessdatum cloture datedecloture datederesolution cerrado resuelto fechaderesolucion finalizadoem concluidoem datadeencerramento dataderesolucao',
  agent,
  team,
  inbox,
  channel,
  contact,
  status:
    'status state conversationstate conversationstatus currentconversationstate ticketstatus zustand statut etat estado situacao closed?',
  reopens:
    'reopens reopencount reopenedcount countreopens timesreopened wiedereroffnet reouvertures reaperturas reaberturas',
  replies:
    'replies agentreplies replycount interventionscount agentmessages agentmessagescount repliescount agentinteractions outgoingmessages antworten reponses respuestas respostas',
  csat: 'csat csatscore satisfactionscore satisfactionrating conversationrating lastteammaterating rating surveyresult surveyresults zufriedenheit satisfaction satisfaccion satisfacao',
  updatedAt: 'updatedat lastupdated lastupdatetime lastupdatedtime conversationupdatedat ticketupdated modifiedat',
} as const

export const surveyFields = {
  conversation,
  kind: 'kind surveytype surveykind survey metric umfrage umfrageart typdenquete tipodeencuesta tipodepesquisa type?',
  scale: 'scale scalemax maxscore skala echelle escala',
  answeredAt:
    'answeredat respondedat submittedat submitdate responsedate recordeddate recordedat completedat ratedat answerdate enddate createdat created date timestamp time beantwortetam antwortdatum datum reponduele datedereponse respondidoel fecha respondidoem data submitted submitdateutc responsetime responsetimestamp responsecreatedat surveydate surveycompletedat ratingdate ratingcreatedat ausgefulltam abgegebenam',
  contact,
  agent,
  team,
  channel,
  comment:
    'comment feedback feedbackcomment remark conversationratingremark reason verbatim kommentar commentaire comentario freitext begrundung anmerkung observaciones observacoes',
  id: 'responseid surveyid answerid ratingid id',
} as const

/** The score column, by the kind of survey that its name says; null = it does not. */
export const scoreNames = {
  nps: 'nps npsscore npsrating netpromoterscore likelihoodtorecommend wouldyourecommend recommendation',
  csat: 'csat csatscore csatrating satisfactionscore satisfactionrating satisfaction rating stars starrating conversationrating zufriedenheit bewertung satisfaccion calificacion satisfacao avaliacao evaluation note?',
  ces: 'ces cesscore customereffortscore effortscore',
  unnamed: 'score value? answer? punktzahl wert? puntuacion pontuacao',
} as const

export const optOutFields = {
  contact,
  channel,
  at: 'at optoutat optedoutat optoutdate optouttime optedouttimestamp unsubscribedat unsubscribedate unsubscribedon dateoptedout dateunsubscribed stoppedat blockedat date timestamp time createdat datum abgemeldetam abmeldedatum desabonnele datededesinscription fechadebaja dadodebajael descadastradoem datadedescadastro fecha data',
  state:
    'optoutstate optoutstatus optstatus optedout optout unsubscribed dnc donotcontact blocked abgemeldet desabonne baja descadastrado subscriptionstatus smsconsent consent optedin optin subscribed state active? status? keyword? zustand? statut? estado?',
} as const

/** The keys that mapping.json may use, by row. */
export const mappingKeys: Readonly<Record<TableRowKind, readonly string[]>> = {
  message: Object.keys(messageFields).filter((key) => key !== 'timeOfDay'),
  conversation: Object.keys(conversationFields),
  survey: [...Object.keys(surveyFields), 'score'],
  'opt-out': Object.keys(optOutFields),
}
