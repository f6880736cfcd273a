<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko_KR">
<context>
    <name>DoctorWords</name>
    <message>
        <source>incoming mail</source>
        <translation>받는 메일</translation>
    </message>
    <message>
        <source>outgoing mail</source>
        <translation>보내는 메일</translation>
    </message>
    <message>
        <source>New mail is announced at once.</source>
        <translation>새 메일이 오면 바로 알려 줍니다.</translation>
    </message>
    <message>
        <source>Changes in all folders are announced over one connection.</source>
        <translation>모든 폴더의 변경을 연결 하나로 알려 줍니다.</translation>
    </message>
    <message>
        <source>Only what changed since the last time is asked for.</source>
        <translation>지난번 이후 바뀐 것만 요청합니다.</translation>
    </message>
    <message>
        <source>Changed marks are found without looking at every message.</source>
        <translation>메일을 모두 살피지 않고도 바뀐 표시를 찾습니다.</translation>
    </message>
    <message>
        <source>Messages are moved in one step.</source>
        <translation>메일을 한 번에 옮깁니다.</translation>
    </message>
    <message>
        <source>The server says where a moved or filed message is.</source>
        <translation>옮기거나 넣은 메일의 위치를 서버가 알려 줍니다.</translation>
    </message>
    <message>
        <source>The folder list comes with its numbers.</source>
        <translation>폴더 목록이 메일 수와 함께 옵니다.</translation>
    </message>
    <message>
        <source>The server says which folder is for sent mail, drafts and trash.</source>
        <translation>보낸편지함, 임시보관함, 휴지통이 무엇인지 서버가 알려 줍니다.</translation>
    </message>
    <message>
        <source>A message is known again wherever it was moved to.</source>
        <translation>메일을 어디로 옮겨도 같은 메일임을 알아봅니다.</translation>
    </message>
    <message>
        <source>What is sent can be compressed on slow lines.</source>
        <translation>느린 회선에서는 데이터를 압축할 수 있습니다.</translation>
    </message>
    <message>
        <source>Folders of any size are seen whole.</source>
        <translation>아무리 큰 폴더도 모두 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>Names and addresses may be in any script.</source>
        <translation>이름과 주소에 어떤 문자든 쓸 수 있습니다.</translation>
    </message>
    <message>
        <source>Gmail's labels are understood.</source>
        <translation>Gmail 라벨을 이해합니다.</translation>
    </message>
    <message>
        <source>Several commands travel at once.</source>
        <translation>여러 명령을 한꺼번에 보냅니다.</translation>
    </message>
    <message>
        <source>What is too large is noticed before it is sent.</source>
        <translation>너무 큰 메일은 보내기 전에 알아챕니다.</translation>
    </message>
    <message>
        <source>What was fetched already is known.</source>
        <translation>이미 가져온 메일을 알아봅니다.</translation>
    </message>
    <message>
        <source>Not encrypted; that is allowed only on this computer.</source>
        <translation>암호화되지 않았습니다. 이 컴퓨터 안에서만 허용됩니다.</translation>
    </message>
    <message>
        <source>It did not get as far as encryption.</source>
        <translation>암호화를 시작하기 전에 끊어졌습니다.</translation>
    </message>
    <message>
        <source>Encrypted from the start: %1</source>
        <translation>처음부터 암호화됨: %1</translation>
    </message>
    <message>
        <source>Encrypted before anything private was said (STARTTLS): %1</source>
        <translation>개인 정보를 보내기 전에 암호화됨(STARTTLS): %1</translation>
    </message>
    <message>
        <source>open, signed in</source>
        <translation>연결됨, 로그인함</translation>
    </message>
    <message>
        <source>open, not signed in</source>
        <translation>연결됨, 로그인하지 않음</translation>
    </message>
    <message>
        <source>closed by Godwit</source>
        <translation>Godwit이 닫음</translation>
    </message>
    <message>
        <source>%1 The server's words: %2</source>
        <comment>why it ended</comment>
        <translation>%1 서버의 답: %2</translation>
    </message>
    <message>
        <source>%1, port %2, %3</source>
        <comment>host, port, protocol</comment>
        <translation>%1, 포트 %2, %3</translation>
    </message>
    <message>
        <source>It calls itself %1.</source>
        <translation>서버 이름: %1</translation>
    </message>
    <message>
        <source>Its quickest answer took %1 ms.</source>
        <translation>가장 빠른 응답은 %1ms였습니다.</translation>
    </message>
    <message>
        <source>Its quickest answer took less than 1 ms.</source>
        <translation>가장 빠른 응답은 1ms 미만이었습니다.</translation>
    </message>
    <message>
        <source>Received %1, sent %2.</source>
        <comment>sizes</comment>
        <translation>받음 %1, 보냄 %2</translation>
    </message>
    <message>
        <source>What is sent is compressed.</source>
        <translation>데이터를 압축하고 있습니다.</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>what it is good for, name</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Also used: %1</source>
        <translation>그 밖에 쓰는 기능: %1</translation>
    </message>
    <message>
        <source>New mail is not announced: Godwit looks for it every few minutes.</source>
        <translation>서버가 새 메일을 알려 주지 않아 Godwit이 몇 분마다 확인합니다.</translation>
    </message>
    <message>
        <source>Offered, but not used because it does not work there: %1</source>
        <translation>제공되지만 제대로 작동하지 않아 쓰지 않음: %1</translation>
    </message>
    <message>
        <source>Offered, of no use here: %1</source>
        <translation>제공되지만 여기서는 필요 없음: %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>server, what is odd about it</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Never used there: %1</source>
        <translation>이 서버에서는 쓰지 않음: %1</translation>
    </message>
    <message>
        <source>Gave wrong answers this time: %1</source>
        <translation>이번에 잘못된 답을 보냄: %1</translation>
    </message>
    <message>
        <source>None is known of this server.</source>
        <translation>이 서버에 대해 알려진 것이 없습니다.</translation>
    </message>
    <message>
        <source>since %1</source>
        <comment>time</comment>
        <translation>%1부터</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <comment>times</comment>
        <translation>%1~%2</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1ms</translation>
    </message>
    <message>
        <source>less than 1 ms</source>
        <translation>1ms 미만</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>connection, how it is or ended</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Everything offered: %1</source>
        <translation>제공하는 모든 기능: %1</translation>
    </message>
    <message>
        <source>It finds whole words only, and allows 15 connections for all devices together.</source>
        <translation>단어 전체로만 검색되고, 모든 기기를 합쳐 연결을 15개까지만 허용합니다.</translation>
    </message>
    <message>
        <source>The sizes of messages that it tells are estimates, and some searches come back without a result.</source>
        <translation>알려 주는 메일 크기가 어림값이고, 일부 검색은 결과 없이 돌아옵니다.</translation>
    </message>
    <message>
        <source>It drops the connection when it is asked where folders are kept.</source>
        <translation>폴더의 위치를 물으면 연결을 끊습니다.</translation>
    </message>
    <message>
        <source>It offers to tell what changed and never does; searches give numbers instead of messages.</source>
        <translation>바뀐 내용을 알려 준다고 하면서 알려 주지 않고, 검색하면 메일 대신 개수만 알려 줍니다.</translation>
    </message>
    <message>
        <source>It does not find messages by what stands in their headers.</source>
        <translation>헤더 내용으로는 메일을 찾지 못합니다.</translation>
    </message>
    <message>
        <source>It offers to move messages and refuses it each time; it finds no message by its number.</source>
        <translation>메일 이동을 지원한다고 하면서 매번 거절하고, 메일 번호로는 메일을 찾지 못합니다.</translation>
    </message>
    <message>
        <source>It finds messages by their marks only now and then.</source>
        <translation>표시로 메일을 찾는 것이 될 때도 있고 안 될 때도 있습니다.</translation>
    </message>
    <message>
        <source>It ignores what is searched for, or refuses to search.</source>
        <translation>검색어를 무시하거나 검색을 거절합니다.</translation>
    </message>
    <message>
        <source>Asked for the numbers of all folders it answers with nothing.</source>
        <translation>모든 폴더의 메일 수를 물으면 아무것도 알려 주지 않습니다.</translation>
    </message>
    <message>
        <source>Asked for a part of a message it leaves out what is in it.</source>
        <translation>메일의 일부를 요청하면 내용을 빼고 보냅니다.</translation>
    </message>
    <message>
        <source>After a quarter of an hour it forgets to announce new mail.</source>
        <translation>15분이 지나면 새 메일을 알려 주지 않습니다.</translation>
    </message>
    <message>
        <source>It allows few connections from one place.</source>
        <translation>한 곳에서 연결을 몇 개만 허용합니다.</translation>
    </message>
    <message>
        <source>In its list of numbers the identities of folders are wrong.</source>
        <translation>메일 수 목록에 적힌 폴더 식별자가 틀립니다.</translation>
    </message>
    <message>
        <source>It misspells the summary of a message.</source>
        <translation>메일 요약 정보를 잘못된 형식으로 보냅니다.</translation>
    </message>
    <message>
        <source>It takes every but the simplest question for the folders as an error.</source>
        <translation>폴더 목록을 가장 단순한 방식으로 묻지 않으면 오류로 처리합니다.</translation>
    </message>
    <message>
        <source>Every but the simplest question for the folders gives nothing; searches come back without a result.</source>
        <translation>폴더 목록을 가장 단순한 방식으로 묻지 않으면 아무것도 알려 주지 않고, 검색은 결과 없이 돌아옵니다.</translation>
    </message>
    <message>
        <source>It drops the connection when it is asked for a header that it does not know; it copies no drafts.</source>
        <translation>모르는 헤더를 요청하면 연결을 끊고, 임시 메일을 복사하지 못합니다.</translation>
    </message>
</context>
<context>
    <name>DragPicture</name>
    <message>
        <source>(no subject)</source>
        <translation>(제목 없음)</translation>
    </message>
</context>
<context>
    <name>ErrorText</name>
    <message>
        <source>There is no server named %1. Check the spelling, or whether this computer is online.</source>
        <translation>%1이라는 서버가 없습니다. 철자를 확인하거나 이 컴퓨터가 인터넷에 연결되어 있는지 확인하세요.</translation>
    </message>
    <message>
        <source>%1 does not answer on this port. Check the port number and the kind of encryption.</source>
        <translation>%1의 이 포트에서 응답이 없습니다. 포트 번호와 암호화 방식을 확인하세요.</translation>
    </message>
    <message>
        <source>%1 did not answer in time. It will be tried again; if this stays, check the port or your network.</source>
        <translation>%1의 응답이 너무 늦습니다. 자동으로 다시 시도합니다. 계속 이러면 포트나 네트워크를 확인하세요.</translation>
    </message>
    <message>
        <source>The connection to %1 was lost. It will be tried again by itself.</source>
        <translation>%1 연결이 끊어졌습니다. 자동으로 다시 연결합니다.</translation>
    </message>
    <message>
        <source>%1 does not offer encryption on this port. Choose SSL/TLS and its port instead.</source>
        <translation>%1의 이 포트는 암호화를 지원하지 않습니다. SSL/TLS와 그 포트를 선택하세요.</translation>
    </message>
    <message>
        <source>Something between here and %1 tampered with the connection, so it was closed. Try another network.</source>
        <translation>이 컴퓨터와 %1 사이에서 누군가 연결에 손을 대어 연결을 끊었습니다. 다른 네트워크에서 시도하세요.</translation>
    </message>
    <message>
        <source>%1 speaks without encryption at first on this port. Choose STARTTLS instead of SSL/TLS.</source>
        <translation>%1의 이 포트는 처음에 암호화 없이 시작합니다. SSL/TLS 대신 STARTTLS를 선택하세요.</translation>
    </message>
    <message>
        <source>A connection without encryption is allowed only to this computer. Choose SSL/TLS or STARTTLS.</source>
        <translation>암호화하지 않은 연결은 이 컴퓨터 안에서만 쓸 수 있습니다. SSL/TLS나 STARTTLS를 선택하세요.</translation>
    </message>
    <message>
        <source>%1 skipped signing in before the connection was encrypted, so it was closed. Choose SSL/TLS.</source>
        <translation>%1에서 암호화하기도 전에 로그인을 건너뛰어 연결을 끊었습니다. SSL/TLS를 선택하세요.</translation>
    </message>
    <message>
        <source>%1 only knows encryption that is too old to be safe. Ask its administrator for TLS 1.2 or newer.</source>
        <translation>%1의 암호화 방식이 너무 오래되어 안전하지 않습니다. 서버 관리자에게 TLS 1.2 이상을 요청하세요.</translation>
    </message>
    <message>
        <source>The certificate of %1 has expired. Check the date of this computer, or tell the server's administrator.</source>
        <translation>%1의 인증서가 만료되었습니다. 이 컴퓨터의 날짜를 확인하거나 서버 관리자에게 알려 주세요.</translation>
    </message>
    <message>
        <source>The certificate of %1 is not valid yet. Check the date and time of this computer.</source>
        <translation>%1의 인증서가 아직 유효하지 않습니다. 이 컴퓨터의 날짜와 시간을 확인하세요.</translation>
    </message>
    <message>
        <source>The certificate of %1 uses a key that is too weak to be safe. Tell the server's administrator.</source>
        <translation>%1의 인증서 키가 너무 약해 안전하지 않습니다. 서버 관리자에게 알려 주세요.</translation>
    </message>
    <message>
        <source>%1 offers no way to sign in that is safe here. Try SSL/TLS, or an app password from the provider.</source>
        <translation>%1에 안전하게 로그인할 방법이 없습니다. SSL/TLS를 쓰거나 메일 서비스에서 앱 비밀번호를 만들어 보세요.</translation>
    </message>
    <message>
        <source>The password for %1 is needed to go on.</source>
        <translation>계속하려면 %1의 비밀번호가 필요합니다.</translation>
    </message>
    <message>
        <source>The message is larger than %1 accepts. Make the attachments smaller.</source>
        <translation>%1에서 받을 수 있는 크기보다 메일이 큽니다. 첨부 파일을 줄이세요.</translation>
    </message>
    <message>
        <source>The disk is full. Free some space; nothing that was stored is lost.</source>
        <translation>디스크가 가득 찼습니다. 공간을 비우세요. 이미 저장된 것은 안전합니다.</translation>
    </message>
    <message>
        <source>The mail store is damaged. Make a copy of the profile folder, then check it with “godwit-cli check-store”.</source>
        <translation>메일 저장소가 손상되었습니다. 프로필 폴더를 복사해 둔 다음 “godwit-cli check-store”로 검사하세요.</translation>
    </message>
    <message>
        <source>This profile was written by a newer Godwit. Install that version to open it.</source>
        <translation>더 새로운 Godwit에서 만든 프로필입니다. 그 버전을 설치해야 열 수 있습니다.</translation>
    </message>
    <message>
        <source>Another program is using this profile. Close it and try again.</source>
        <translation>다른 프로그램이 이 프로필을 쓰고 있습니다. 그 프로그램을 닫고 다시 시도하세요.</translation>
    </message>
    <message>
        <source>It is not there any more; another program may have moved or deleted it.</source>
        <translation>더 이상 없습니다. 다른 프로그램에서 옮기거나 삭제했을 수 있습니다.</translation>
    </message>
    <message>
        <source>%1 sent more than is reasonable, so the connection was closed. It will be tried again.</source>
        <translation>%1에서 지나치게 많은 데이터를 보내 연결을 끊었습니다. 다시 시도합니다.</translation>
    </message>
    <message>
        <source>The connection broke before %1 confirmed. Nobody can know whether it was carried out: look, then try again or give it up.</source>
        <translation>%1의 확인을 받기 전에 연결이 끊어져 처리되었는지 알 수 없습니다. 확인해 보고 다시 시도하거나 그만두세요.</translation>
    </message>
    <message>
        <source>%1 refused this. Its own words are under Details.</source>
        <translation>%1에서 거부했습니다. 서버의 답은 자세히에 있습니다.</translation>
    </message>
    <message>
        <source>%1 answered, but says that the user name or password is wrong. Enter the password again.</source>
        <translation>%1에서 사용자 이름이나 비밀번호가 틀렸다고 합니다. 비밀번호를 다시 입력하세요.</translation>
    </message>
    <message>
        <source>%1 cannot do this right now. It will be tried again by itself.</source>
        <translation>%1에서 지금은 처리할 수 없습니다. 자동으로 다시 시도합니다.</translation>
    </message>
    <message>
        <source>%1 gave an answer that makes no sense. The connection is made again; if this stays, check that it is a mail server.</source>
        <translation>%1의 응답을 이해할 수 없습니다. 다시 연결합니다. 계속 이러면 메일 서버가 맞는지 확인하세요.</translation>
    </message>
    <message>
        <source>%1 cannot be reached. It will be tried again by itself.</source>
        <translation>%1에 연결할 수 없습니다. 자동으로 다시 시도합니다.</translation>
    </message>
    <message>
        <source>A safe connection to %1 could not be made. Check the kind of encryption.</source>
        <translation>%1에 안전하게 연결할 수 없습니다. 암호화 방식을 확인하세요.</translation>
    </message>
    <message>
        <source>The mail could not be stored on this computer. Check that the disk is not full.</source>
        <translation>이 컴퓨터에 메일을 저장할 수 없습니다. 디스크가 가득 찼는지 확인하세요.</translation>
    </message>
    <message>
        <source>This was cancelled.</source>
        <translation>취소했습니다.</translation>
    </message>
    <message>
        <source>The server</source>
        <translation>서버</translation>
    </message>
    <message>
        <source>The certificate belongs to another server, not to %1. Check the name of the server.</source>
        <translation>%1의 인증서가 아니라 다른 서버의 인증서입니다. 서버 이름을 확인하세요.</translation>
    </message>
    <message>
        <source>Nobody this computer trusts vouches for the certificate of %1. Look at it, and trust it only if you know this server.</source>
        <translation>%1의 인증서를 보증하는 믿을 만한 기관이 없습니다. 인증서를 살펴보고 아는 서버일 때만 신뢰하세요.</translation>
    </message>
    <message>
        <source>The certificate of %1 could not be checked. Look at it before you trust it.</source>
        <translation>%1의 인증서를 확인하지 못했습니다. 신뢰하기 전에 살펴보세요.</translation>
    </message>
</context>
<context>
    <name>FoldedText</name>
    <message numerus="yes">
        <source>▸ Show %n quoted line(s)</source>
        <translation><numerusform>▸ 인용문 %n줄 펼치기</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>▾ Hide %n quoted line(s)</source>
        <translation><numerusform>▾ 인용문 %n줄 접기</numerusform></translation>
    </message>
</context>
<context>
    <name>Format</name>
    <message>
        <source>Today %1</source>
        <translation>오늘 %1</translation>
    </message>
    <message>
        <source>Yesterday %1</source>
        <translation>어제 %1</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>나중</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>오늘</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>어제</translation>
    </message>
    <message>
        <source>This week</source>
        <translation>이번 주</translation>
    </message>
    <message>
        <source>Last week</source>
        <translation>지난주</translation>
    </message>
    <message>
        <source>Earlier this month</source>
        <translation>이번 달</translation>
    </message>
    <message>
        <source>Last month</source>
        <translation>지난달</translation>
    </message>
    <message>
        <source>Earlier this year</source>
        <translation>올해</translation>
    </message>
    <message>
        <source>Older</source>
        <translation>이전</translation>
    </message>
</context>
<context>
    <name>MailboxText</name>
    <message>
        <source>Inbox</source>
        <translation>받은편지함</translation>
    </message>
    <message>
        <source>Drafts</source>
        <translation>임시보관함</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>보낸편지함</translation>
    </message>
    <message>
        <source>Trash</source>
        <translation>휴지통</translation>
    </message>
    <message>
        <source>Junk</source>
        <translation>스팸함</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>보관함</translation>
    </message>
    <message>
        <source>You may only read this folder.</source>
        <translation>이 폴더는 읽기만 할 수 있습니다.</translation>
    </message>
    <message>
        <source>You may not add messages to this folder.</source>
        <translation>이 폴더에는 메일을 넣을 수 없습니다.</translation>
    </message>
    <message>
        <source>You may not delete messages in this folder or move them out of it.</source>
        <translation>이 폴더의 메일은 삭제하거나 다른 폴더로 옮길 수 없습니다.</translation>
    </message>
    <message>
        <source>You may not mark messages of this folder as read or unread.</source>
        <translation>이 폴더의 메일은 읽음·읽지 않음 표시를 바꿀 수 없습니다.</translation>
    </message>
    <message>
        <source>You may not flag messages of this folder.</source>
        <translation>이 폴더의 메일에는 별표를 표시할 수 없습니다.</translation>
    </message>
    <message>
        <source>You may not make folders in this folder.</source>
        <translation>이 폴더 안에는 폴더를 만들 수 없습니다.</translation>
    </message>
    <message>
        <source>You may not rename or delete this folder.</source>
        <translation>이 폴더는 이름을 바꾸거나 삭제할 수 없습니다.</translation>
    </message>
</context>
<context>
    <name>MessageWords</name>
    <message>
        <source>(no recipient)</source>
        <translation>(받는 사람 없음)</translation>
    </message>
    <message>
        <source>(no sender)</source>
        <translation>(보낸 사람 없음)</translation>
    </message>
    <message>
        <source>(no subject)</source>
        <translation>(제목 없음)</translation>
    </message>
    <message>
        <source>Unread</source>
        <translation>읽지 않음</translation>
    </message>
    <message numerus="yes">
        <source>%n attachment(s)</source>
        <translation><numerusform>첨부 파일 %n개</numerusform></translation>
    </message>
    <message>
        <source>flagged</source>
        <translation>별표 표시</translation>
    </message>
    <message>
        <source>answered</source>
        <translation>답장함</translation>
    </message>
    <message>
        <source>forwarded</source>
        <translation>전달함</translation>
    </message>
    <message numerus="yes">
        <source>conversation of %n message(s)</source>
        <translation><numerusform>메일 %n통의 대화</numerusform></translation>
    </message>
    <message>
        <source>level %1</source>
        <comment>of replies</comment>
        <translation>%1단계</translation>
    </message>
</context>
<context>
    <name>OperationWords</name>
    <message numerus="yes">
        <source>Marked %n message(s) as read</source>
        <translation><numerusform>메일 %n통을 읽음으로 표시했습니다</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Marked %n message(s) as unread</source>
        <translation><numerusform>메일 %n통을 읽지 않음으로 표시했습니다</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Flagged %n message(s)</source>
        <translation><numerusform>메일 %n통에 별표를 달았습니다</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Removed the flag of %n message(s)</source>
        <translation><numerusform>메일 %n통의 별표를 지웠습니다</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Changed %n message(s)</source>
        <translation><numerusform>메일 %n통을 변경했습니다</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Moved %n message(s)</source>
        <translation><numerusform>메일 %n통을 옮겼습니다</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Deleted %n message(s)</source>
        <translation><numerusform>메일 %n통을 삭제했습니다</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Archived %n message(s)</source>
        <translation><numerusform>메일 %n통을 보관했습니다</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Moved %n message(s) to %1</source>
        <translation><numerusform>메일 %n통을 %1 폴더로 옮겼습니다</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Copied %n message(s) to %1</source>
        <translation><numerusform>메일 %n통을 %1 폴더로 복사했습니다</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Copied %n message(s)</source>
        <translation><numerusform>메일 %n통을 복사했습니다</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Deleted %n message(s) permanently</source>
        <translation><numerusform>메일 %n통을 완전히 삭제했습니다</numerusform></translation>
    </message>
    <message>
        <source>Created the folder “%1”</source>
        <translation>“%1” 폴더를 만들었습니다</translation>
    </message>
    <message>
        <source>Renamed “%1” to “%2”</source>
        <translation>“%1” 폴더의 이름을 “%2”(으)로 바꾸었습니다</translation>
    </message>
    <message numerus="yes">
        <source>Deleted the folder “%1” with %n message(s)</source>
        <translation><numerusform>“%1” 폴더와 메일 %n통을 삭제했습니다</numerusform></translation>
    </message>
    <message>
        <source>Deleted the folder “%1”</source>
        <translation>“%1” 폴더를 삭제했습니다</translation>
    </message>
    <message>
        <source>Subscribed to “%1”</source>
        <translation>“%1” 폴더를 구독합니다</translation>
    </message>
    <message>
        <source>Unsubscribed from “%1”</source>
        <translation>“%1” 폴더의 구독을 해지했습니다</translation>
    </message>
    <message numerus="yes">
        <source>Marking %n message(s)</source>
        <translation><numerusform>메일 %n통 표시</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Moving %n message(s) to “%1”</source>
        <translation><numerusform>메일 %n통을 “%1” 폴더로 이동</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Copying %n message(s) to “%1”</source>
        <translation><numerusform>메일 %n통을 “%1” 폴더로 복사</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Deleting %n message(s)</source>
        <translation><numerusform>메일 %n통 삭제</numerusform></translation>
    </message>
    <message>
        <source>Storing a message in “%1”</source>
        <translation>“%1” 폴더에 메일 저장</translation>
    </message>
    <message>
        <source>Creating the folder “%1”</source>
        <translation>“%1” 폴더 만들기</translation>
    </message>
    <message>
        <source>Renaming the folder “%1”</source>
        <translation>“%1” 폴더 이름 바꾸기</translation>
    </message>
    <message>
        <source>Deleting the folder “%1”</source>
        <translation>“%1” 폴더 삭제</translation>
    </message>
    <message>
        <source>Changing the subscription of “%1”</source>
        <translation>“%1” 폴더의 구독 변경</translation>
    </message>
    <message>
        <source>Moved the folder “%1” into “%2”</source>
        <translation>“%1” 폴더를 “%2” 안으로 옮겼습니다</translation>
    </message>
    <message>
        <source>Moved the folder “%1” to the top</source>
        <translation>“%1” 폴더를 맨 위 단계로 옮겼습니다</translation>
    </message>
</context>
<context>
    <name>SyncWords</name>
    <message>
        <source>less than a minute left</source>
        <translation>1분 이내 남음</translation>
    </message>
    <message numerus="yes">
        <source>%n min left</source>
        <translation><numerusform>%n분 남음</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n h left</source>
        <translation><numerusform>%n시간 남음</numerusform></translation>
    </message>
    <message>
        <source>Looking for new mail</source>
        <translation>새 메일 확인 중</translation>
    </message>
    <message>
        <source>%1: looking for new mail</source>
        <translation>%1: 새 메일 확인 중</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n message(s)</source>
        <comment>%1 is how many are here</comment>
        <translation><numerusform>메일 %n통 중 %1통</numerusform></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>folder: progress</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>progress, time left</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Working offline</source>
        <translation>오프라인으로 작업 중</translation>
    </message>
    <message>
        <source>An account needs your attention</source>
        <translation>확인이 필요한 계정이 있습니다</translation>
    </message>
    <message numerus="yes">
        <source>No connection, next try in %n s</source>
        <translation><numerusform>연결 안 됨, %n초 후 다시 시도</numerusform></translation>
    </message>
    <message>
        <source>No connection, trying again</source>
        <translation>연결 안 됨, 다시 시도 중</translation>
    </message>
    <message>
        <source>Fetching mail</source>
        <translation>메일을 가져오는 중</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>연결 중</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>연결 안 됨</translation>
    </message>
    <message>
        <source>Everything up to date</source>
        <translation>모두 최신 상태입니다</translation>
    </message>
    <message>
        <source>%1, %2 a second</source>
        <comment>progress, how many</comment>
        <translation>%1, 초당 %2개</translation>
    </message>
    <message>
        <source>Signing in to %1</source>
        <translation>%1에 로그인하는 중</translation>
    </message>
</context>
<context>
    <name>godwit::app::EngineHost</name>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
</context>
<context>
    <name>godwit::ui::AboutDialog</name>
    <message>
        <source>About Godwit</source>
        <translation>Godwit 정보</translation>
    </message>
    <message>
        <source>A mail client for people who live in their mail.
Free software under the GNU General Public License, version 3 or later.</source>
        <translation>메일과 함께 사는 사람들을 위한 메일 프로그램.
GNU 일반 공중 사용 허가서(GPL) 버전 3 이상에 따른 자유 소프트웨어입니다.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>godwit::ui::AccountEditor</name>
    <message>
        <source>Name in the folder list</source>
        <translation>폴더 목록에 보일 이름</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>내 이름</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>주소</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>새 비밀번호</translation>
    </message>
    <message>
        <source>Fetch and send mail of this account</source>
        <translation>이 계정의 메일 주고받기</translation>
    </message>
    <message>
        <source>Keep on this computer</source>
        <translation>이 컴퓨터에 보관</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>테스트</translation>
    </message>
    <message>
        <source>Revert</source>
        <translation>되돌리기</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>저장</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>서명</translation>
    </message>
    <message>
        <source>Unchanged</source>
        <translation>그대로 두기</translation>
    </message>
    <message>
        <source>You</source>
        <translation>내 정보</translation>
    </message>
    <message>
        <source>Mail</source>
        <translation>메일</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>사용</translation>
    </message>
    <message>
        <source>Servers</source>
        <translation>서버</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>비밀번호</translation>
    </message>
    <message>
        <source>Show certificate</source>
        <translation>인증서 보기</translation>
    </message>
    <message>
        <source>SHA-256 fingerprint of the certificate of %1:
%2</source>
        <translation>%1 인증서의 SHA-256 지문:
%2</translation>
    </message>
    <message>
        <source>Trust this certificate</source>
        <translation>이 인증서 신뢰</translation>
    </message>
    <message>
        <source>This is not a valid mail address.</source>
        <translation>올바른 메일 주소가 아닙니다.</translation>
    </message>
    <message>
        <source>Connections at once</source>
        <translation>동시 연결 수</translation>
    </message>
    <message>
        <source>Messages that are not kept are fetched when they are opened. A folder may differ: see its menu.</source>
        <translation>보관하지 않는 메일은 열 때 가져옵니다. 폴더마다 폴더 메뉴에서 달리 정할 수 있습니다.</translation>
    </message>
    <message>
        <source>To the server for incoming mail (IMAP). Fewer, where it says that there are too many.</source>
        <translation>받는 메일 서버(IMAP)에 대한 연결입니다. 서버가 너무 많다고 하면 줄입니다.</translation>
    </message>
    <message>
        <source>Connection details</source>
        <translation>연결 상세 정보</translation>
    </message>
    <message>
        <source>Server that checks senders</source>
        <translation>보낸 사람을 확인하는 서버</translation>
    </message>
    <message>
        <source>Only what this server writes into messages about their senders is believed. Empty: as found in your mail.</source>
        <translation>보낸 사람에 대해 이 서버가 메일에 적은 내용만 믿습니다. 비워 두면 받은 메일에서 찾은 서버를 씁니다.</translation>
    </message>
    <message>
        <source>None was found in your mail</source>
        <translation>받은 메일에서 찾지 못했습니다</translation>
    </message>
</context>
<context>
    <name>godwit::ui::AccountNotices</name>
    <message>
        <source>Message from the server of %1: %2</source>
        <translation>%1 서버의 알림: %2</translation>
    </message>
    <message>
        <source>Account settings</source>
        <translation>계정 설정</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>account: what is wrong</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>비밀번호</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>로그인</translation>
    </message>
    <message>
        <source>Show certificate</source>
        <translation>인증서 보기</translation>
    </message>
    <message>
        <source>%1 shows another certificate than the one that you trusted. Trust it only if your provider confirms that it was changed, and this SHA-256 fingerprint:
%2</source>
        <translation>%1의 인증서가 신뢰하신 인증서와 다릅니다. 메일 서비스 업체가 인증서를 바꾸었다고 확인해 주고 아래 SHA-256 지문이 일치할 때만 신뢰하세요.
%2</translation>
    </message>
    <message>
        <source>Trust the certificate of %1 only if your provider confirms this SHA-256 fingerprint:
%2</source>
        <translation>메일 서비스 업체가 아래 SHA-256 지문을 확인해 줄 때만 %1의 인증서를 신뢰하세요.
%2</translation>
    </message>
    <message>
        <source>Trust this certificate</source>
        <translation>이 인증서 신뢰</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>돌아가기</translation>
    </message>
</context>
<context>
    <name>godwit::ui::AccountsPage</name>
    <message>
        <source>Add account</source>
        <translation>계정 추가</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>제거</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>계정</translation>
    </message>
    <message>
        <source>Remove account</source>
        <translation>계정 제거</translation>
    </message>
    <message>
        <source>Remove %1 from this computer? On the server nothing is deleted.</source>
        <translation>이 컴퓨터에서 %1 계정을 제거할까요? 서버에서는 아무것도 삭제되지 않습니다.</translation>
    </message>
    <message>
        <source>Remove, keep its mail here</source>
        <translation>제거하고 메일은 남기기</translation>
    </message>
    <message>
        <source>Remove with its mail</source>
        <translation>메일까지 제거</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) in the outbox will never be sent.</source>
        <translation><numerusform>보낼편지함의 메일 %n통은 보내지지 않습니다.</numerusform></translation>
    </message>
</context>
<context>
    <name>godwit::ui::AttachedFiles</name>
    <message>
        <source>Attachments</source>
        <translation>첨부 파일</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>attached file, its size</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1 of %2 MB</source>
        <comment>size of the attachments of the usual limit</comment>
        <translation>%2 MB 중 %1 MB</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>제거</translation>
    </message>
</context>
<context>
    <name>godwit::ui::AttachmentList</name>
    <message>
        <source>Attachments</source>
        <translation>첨부 파일</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>attachment: name, size</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>열기</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>저장…</translation>
    </message>
    <message>
        <source>Save all…</source>
        <translation>모두 저장…</translation>
    </message>
</context>
<context>
    <name>godwit::ui::BodyEditor</name>
    <message>
        <source>Message text</source>
        <translation>메일 본문</translation>
    </message>
</context>
<context>
    <name>godwit::ui::CheckLine</name>
    <message>
        <source>%1: connecting and signing in …</source>
        <translation>%1: 연결하고 로그인하는 중…</translation>
    </message>
    <message>
        <source>%1: not encrypted, but on this computer; signed in</source>
        <translation>%1: 암호화하지 않았지만 이 컴퓨터 안의 서버, 로그인됨</translation>
    </message>
    <message>
        <source>%1: certificate fine, signed in</source>
        <translation>%1: 인증서 정상, 로그인됨</translation>
    </message>
    <message>
        <source>%1: certificate trusted by you, signed in</source>
        <translation>%1: 직접 신뢰한 인증서, 로그인됨</translation>
    </message>
</context>
<context>
    <name>godwit::ui::CommandPalette</name>
    <message>
        <source>Commands</source>
        <translation>명령</translation>
    </message>
    <message>
        <source>Type a command or a folder</source>
        <translation>명령이나 폴더 이름 입력</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>폴더</translation>
    </message>
</context>
<context>
    <name>godwit::ui::Composer</name>
    <message>
        <source>Message discarded</source>
        <translation>메일을 버렸습니다</translation>
    </message>
    <message>
        <source>The message is still being fetched; its text will appear below yours.</source>
        <translation>원본 메일을 가져오는 중입니다. 다 가져오면 아래에 인용됩니다.</translation>
    </message>
    <message>
        <source>The message could not be fetched, so it is not quoted. You can answer it all the same.</source>
        <translation>원본 메일을 가져오지 못해 인용하지 못했습니다. 그래도 답장할 수 있습니다.</translation>
    </message>
    <message>
        <source>The link that opened this adds hidden recipients (Bcc).</source>
        <translation>이 창을 연 링크가 숨은참조(Bcc) 받는 사람을 추가했습니다.</translation>
    </message>
    <message>
        <source>This was being written when the program ended. Nothing is lost.</source>
        <translation>프로그램이 종료될 때 쓰고 있던 메일입니다. 잃어버린 내용은 없습니다.</translation>
    </message>
    <message>
        <source>Attachments of this draft cannot be read any more: %1. Attach them again.</source>
        <translation>이 임시 메일의 첨부 파일을 더 이상 읽을 수 없습니다: %1. 다시 첨부하세요.</translation>
    </message>
</context>
<context>
    <name>godwit::ui::ComposerWindow</name>
    <message>
        <source>No account can send this. Add one in the settings first.</source>
        <translation>보낼 수 있는 계정이 없습니다. 먼저 설정에서 계정을 추가하세요.</translation>
    </message>
    <message>
        <source>The attached files are still being read.</source>
        <translation>첨부 파일을 아직 읽는 중입니다.</translation>
    </message>
    <message>
        <source>Send anyway</source>
        <translation>그래도 보내기</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>돌아가기</translation>
    </message>
    <message>
        <source>It could not be put into the outbox. %1</source>
        <translation>보낼편지함에 넣지 못했습니다. %1</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) could not be attached: their text is not on this computer yet.</source>
        <translation><numerusform>메일 %n통을 첨부하지 못했습니다. 본문을 아직 내려받지 않았습니다.</numerusform></translation>
    </message>
    <message>
        <source>Attach files</source>
        <translation>파일 첨부</translation>
    </message>
    <message>
        <source>Insert pictures</source>
        <translation>그림 넣기</translation>
    </message>
    <message>
        <source>Pictures (%1)</source>
        <translation>그림 (%1)</translation>
    </message>
    <message>
        <source>The attachments come to %1; many servers take no more than %2.</source>
        <translation>첨부 파일이 모두 %1입니다. %2까지만 받는 서버가 많습니다.</translation>
    </message>
    <message>
        <source>“%1” looks like a secret of yours: a private key, or data of this program. Whoever has it can act as you.</source>
        <translation>“%1”은(는) 개인 키나 이 프로그램의 데이터 같은 비밀 파일로 보입니다. 이 파일을 가진 사람은 나를 사칭할 수 있습니다.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>제거</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>그대로 두기</translation>
    </message>
    <message>
        <source>picture</source>
        <comment>file name</comment>
        <translation>그림</translation>
    </message>
    <message>
        <source>New message</source>
        <translation>새 메일</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>보내기</translation>
    </message>
    <message>
        <source>Send (%1)</source>
        <translation>보내기 (%1)</translation>
    </message>
    <message>
        <source>Attach</source>
        <translation>첨부</translation>
    </message>
    <message>
        <source>Attach files (%1)</source>
        <translation>파일 첨부 (%1)</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>버리기</translation>
    </message>
    <message>
        <source>Discard this message</source>
        <translation>이 메일 버리기</translation>
    </message>
    <message>
        <source>This text is not saved. %1</source>
        <translation>이 내용은 저장되지 않았습니다. %1</translation>
    </message>
    <message>
        <source>Copy text</source>
        <translation>텍스트 복사</translation>
    </message>
    <message>
        <source>Saved just now</source>
        <translation>방금 저장됨</translation>
    </message>
    <message numerus="yes">
        <source>Saved %n s ago</source>
        <translation><numerusform>%n초 전에 저장됨</numerusform></translation>
    </message>
    <message>
        <source>Saved at %1</source>
        <translation>%1에 저장됨</translation>
    </message>
</context>
<context>
    <name>godwit::ui::ConversationStrip</name>
    <message>
        <source>Conversation</source>
        <translation>대화</translation>
    </message>
    <message>
        <source>Unread</source>
        <translation>읽지 않음</translation>
    </message>
</context>
<context>
    <name>godwit::ui::DoctorPage</name>
    <message>
        <source>Connection</source>
        <translation>연결</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>보고서 복사</translation>
    </message>
    <message>
        <source>Show what was said</source>
        <translation>주고받은 내용 보기</translation>
    </message>
    <message>
        <source>Save what was said…</source>
        <translation>주고받은 내용 저장…</translation>
    </message>
    <message>
        <source>Server for incoming mail</source>
        <translation>받는 메일 서버</translation>
    </message>
    <message>
        <source>Server for outgoing mail</source>
        <translation>보내는 메일 서버</translation>
    </message>
    <message>
        <source>What is used of what it offers</source>
        <translation>서버 기능 중 쓰고 있는 것</translation>
    </message>
    <message>
        <source>Known peculiarities</source>
        <translation>알려진 특이 사항</translation>
    </message>
    <message>
        <source>Back to the account</source>
        <translation>계정으로 돌아가기</translation>
    </message>
    <message>
        <source>Last connections</source>
        <translation>최근 연결</translation>
    </message>
    <message>
        <source>What was said</source>
        <translation>주고받은 내용</translation>
    </message>
    <message>
        <source>Neither the report nor what was said holds passwords, messages or the names of people. Names of folders are in it.</source>
        <translation>보고서와 주고받은 내용에는 비밀번호, 메일 내용, 사람 이름이 들어 있지 않습니다. 폴더 이름은 들어 있습니다.</translation>
    </message>
    <message>
        <source>The report is in the clipboard.</source>
        <translation>보고서를 클립보드에 복사했습니다.</translation>
    </message>
    <message>
        <source>Hide what was said</source>
        <translation>주고받은 내용 숨기기</translation>
    </message>
    <message>
        <source>Nothing has been connected since the program was started.</source>
        <translation>프로그램을 시작한 뒤 아직 연결한 적이 없습니다.</translation>
    </message>
    <message>
        <source>Get mail</source>
        <translation>메일 가져오기</translation>
    </message>
    <message>
        <source>Save what was said</source>
        <translation>주고받은 내용 저장</translation>
    </message>
    <message>
        <source>Saved as %1.</source>
        <translation>%1(으)로 저장했습니다.</translation>
    </message>
    <message>
        <source>%1 could not be written.</source>
        <translation>%1에 쓰지 못했습니다.</translation>
    </message>
</context>
<context>
    <name>godwit::ui::DraftOpener</name>
    <message>
        <source>“%1” is being fetched. It opens as soon as it is here.</source>
        <translation>‘%1’ 메일을 가져오는 중입니다. 다 가져오면 바로 열립니다.</translation>
    </message>
    <message>
        <source>This draft is no longer here. It was moved or deleted elsewhere.</source>
        <translation>이 임시 메일은 더 이상 여기에 없습니다. 다른 곳에서 옮기거나 삭제했습니다.</translation>
    </message>
    <message>
        <source>The text of “%1” has not been downloaded yet, and there is no connection to the server. It opens as soon as it is here.</source>
        <translation>‘%1’의 내용을 아직 내려받지 않았는데 서버에 연결되어 있지 않습니다. 다시 연결되면 내용을 가져와 바로 엽니다.</translation>
    </message>
    <message>
        <source>The text of “%1” is damaged on this computer and cannot be opened.</source>
        <translation>이 컴퓨터에 저장된 ‘%1’의 내용이 손상되어 열 수 없습니다.</translation>
    </message>
    <message>
        <source>“%1” cannot be opened: its text is neither here nor on the server any more.</source>
        <translation>‘%1’의 내용이 이 컴퓨터에도 서버에도 남아 있지 않아 열 수 없습니다.</translation>
    </message>
    <message>
        <source>“%1” could not be fetched. %2</source>
        <comment>subject; why</comment>
        <translation>‘%1’을(를) 가져오지 못했습니다. %2</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>(no subject)</source>
        <translation>(제목 없음)</translation>
    </message>
</context>
<context>
    <name>godwit::ui::DropOverlay</name>
    <message>
        <source>Drop files here to attach them</source>
        <translation>여기에 파일을 놓으면 첨부됩니다</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s), %1</source>
        <translation><numerusform>파일 %n개, %1</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n message(s)</source>
        <translation><numerusform>메일 %n통</numerusform></translation>
    </message>
    <message>
        <source>Insert in text</source>
        <translation>본문에 넣기</translation>
    </message>
    <message>
        <source>Attach</source>
        <translation>첨부</translation>
    </message>
</context>
<context>
    <name>godwit::ui::FileReader</name>
    <message>
        <source>Only files of this computer can be attached. Save “%1” first.</source>
        <translation>이 컴퓨터에 있는 파일만 첨부할 수 있습니다. 먼저 “%1” 파일을 저장하세요.</translation>
    </message>
</context>
<context>
    <name>godwit::ui::FindBar</name>
    <message>
        <source>Find in message</source>
        <translation>메일에서 찾기</translation>
    </message>
    <message>
        <source>Previous match</source>
        <translation>이전 결과</translation>
    </message>
    <message>
        <source>Next match</source>
        <translation>다음 결과</translation>
    </message>
    <message>
        <source>Close the search</source>
        <translation>찾기 닫기</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>찾을 수 없음</translation>
    </message>
    <message numerus="yes">
        <source>%n hit(s)</source>
        <translation><numerusform>%n개 찾음</numerusform></translation>
    </message>
</context>
<context>
    <name>godwit::ui::FolderActions</name>
    <message>
        <source>New folder…</source>
        <translation>새 폴더…</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>이름 바꾸기…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>삭제</translation>
    </message>
    <message>
        <source>Empty…</source>
        <translation>비우기…</translation>
    </message>
    <message>
        <source>Subscribe</source>
        <translation>구독</translation>
    </message>
    <message>
        <source>Unsubscribe</source>
        <translation>구독 해지</translation>
    </message>
    <message>
        <source>Mark all as read</source>
        <translation>모두 읽음으로 표시</translation>
    </message>
    <message>
        <source>Keep on this computer</source>
        <translation>이 컴퓨터에 보관</translation>
    </message>
</context>
<context>
    <name>godwit::ui::FolderNameEditor</name>
    <message>
        <source>Name of the folder</source>
        <translation>폴더 이름</translation>
    </message>
    <message>
        <source>A folder needs a name.</source>
        <translation>폴더 이름을 입력하세요.</translation>
    </message>
    <message>
        <source>“%1” cannot be part of a folder's name here.</source>
        <translation>이 서버에서는 폴더 이름에 “%1”을(를) 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>This character cannot be part of a folder's name.</source>
        <translation>폴더 이름에 쓸 수 없는 문자입니다.</translation>
    </message>
    <message>
        <source>There is a folder “%1” already.</source>
        <translation>“%1” 폴더가 이미 있습니다.</translation>
    </message>
</context>
<context>
    <name>godwit::ui::FolderPane</name>
    <message>
        <source>Account settings…</source>
        <translation>계정 설정…</translation>
    </message>
    <message numerus="yes">
        <source>Delete “%1” and the %n message(s) in it?</source>
        <translation><numerusform>“%1” 폴더와 그 안의 메일 %n통을 삭제할까요?</numerusform></translation>
    </message>
    <message>
        <source>Delete folder</source>
        <translation>폴더 삭제</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>그대로 두기</translation>
    </message>
    <message numerus="yes">
        <source>Remove the %n message(s) in “%1” for good? This cannot be undone.</source>
        <translation><numerusform>“%1” 폴더의 메일 %n통을 완전히 삭제할까요? 되돌릴 수 없습니다.</numerusform></translation>
    </message>
    <message>
        <source>Empty folder</source>
        <translation>폴더 비우기</translation>
    </message>
    <message>
        <source>Move “%1” with everything in it to “%2”?</source>
        <translation>“%1” 폴더와 그 안의 모든 것을 “%2” 폴더로 옮길까요?</translation>
    </message>
    <message>
        <source>Move folder</source>
        <translation>폴더 이동</translation>
    </message>
    <message>
        <source>Go on fetching mail ahead</source>
        <translation>메일 미리 가져오기 계속</translation>
    </message>
    <message>
        <source>Pause fetching mail ahead</source>
        <translation>메일 미리 가져오기 일시 중지</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>확인</translation>
    </message>
</context>
<context>
    <name>godwit::ui::FolderView</name>
    <message>
        <source>Folders</source>
        <translation>폴더</translation>
    </message>
    <message>
        <source>New name of the folder</source>
        <translation>폴더의 새 이름</translation>
    </message>
    <message>
        <source>Name of the new folder</source>
        <translation>새 폴더의 이름</translation>
    </message>
    <message>
        <source>Drop onto a folder of this account</source>
        <translation>이 계정의 폴더에 놓으세요</translation>
    </message>
    <message>
        <source>Messages are in this folder already</source>
        <translation>메일이 이미 이 폴더에 있습니다</translation>
    </message>
    <message numerus="yes">
        <source>Copy %n message(s) to %1</source>
        <translation><numerusform>메일 %n통을 %1 폴더로 복사</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Move %n message(s) to %1</source>
        <translation><numerusform>메일 %n통을 %1 폴더로 이동</numerusform></translation>
    </message>
    <message>
        <source>Move the folder into %1</source>
        <translation>폴더를 %1 안으로 이동</translation>
    </message>
    <message numerus="yes">
        <source>Add %n message file(s) to %1</source>
        <translation><numerusform>메일 파일 %n개를 %1 폴더에 추가</numerusform></translation>
    </message>
    <message>
        <source>Drop onto a folder in %1</source>
        <translation>%1 안의 폴더에 놓으세요</translation>
    </message>
</context>
<context>
    <name>godwit::ui::FormatBar</name>
    <message>
        <source>Bold</source>
        <translation>굵게</translation>
    </message>
    <message>
        <source>Italic</source>
        <translation>기울임</translation>
    </message>
    <message>
        <source>Underline</source>
        <translation>밑줄</translation>
    </message>
    <message>
        <source>List</source>
        <translation>목록</translation>
    </message>
    <message>
        <source>Numbered list</source>
        <translation>번호 목록</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>링크</translation>
    </message>
    <message>
        <source>Picture in the text</source>
        <translation>본문에 그림 넣기</translation>
    </message>
    <message>
        <source>Plain text</source>
        <translation>일반 텍스트</translation>
    </message>
    <message>
        <source>Send this message as plain text</source>
        <translation>이 메일을 일반 텍스트로 보내기</translation>
    </message>
    <message>
        <source>Address of the page</source>
        <translation>페이지 주소</translation>
    </message>
</context>
<context>
    <name>godwit::ui::GeneralPage</name>
    <message>
        <source>General</source>
        <translation>일반</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>모양</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>언어</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>시스템 설정에 따름</translation>
    </message>
    <message>
        <source>Windows that are open keep their language until the next start.</source>
        <translation>열려 있는 창의 언어는 다음에 시작할 때 바뀝니다.</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>색상</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>밝게</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>어둡게</translation>
    </message>
    <message>
        <source>Layout</source>
        <translation>레이아웃</translation>
    </message>
    <message>
        <source>Classic: three panes side by side</source>
        <translation>기본: 세 칸을 나란히</translation>
    </message>
    <message>
        <source>Wide: message below the list</source>
        <translation>넓게: 목록 아래에 메일</translation>
    </message>
    <message>
        <source>Compact: one pane at a time</source>
        <translation>간결하게: 한 번에 한 칸</translation>
    </message>
    <message>
        <source>Always show the menu bar</source>
        <translation>메뉴 막대 항상 보기</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>메뉴</translation>
    </message>
    <message>
        <source>Otherwise it comes with Alt or F10.</source>
        <translation>숨기면 Alt나 F10 키로 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>읽기</translation>
    </message>
    <message>
        <source>Mark as read</source>
        <translation>읽음으로 표시</translation>
    </message>
    <message>
        <source>At once</source>
        <translation>바로</translation>
    </message>
    <message>
        <source>After 1 second</source>
        <translation>1초 후</translation>
    </message>
    <message>
        <source>After 3 seconds</source>
        <translation>3초 후</translation>
    </message>
    <message>
        <source>After 10 seconds</source>
        <translation>10초 후</translation>
    </message>
    <message>
        <source>Only by hand</source>
        <translation>직접 표시할 때만</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>네트워크</translation>
    </message>
    <message>
        <source>Save data</source>
        <translation>데이터 절약</translation>
    </message>
    <message>
        <source>Where the system says that data costs</source>
        <translation>데이터 요금이 드는 연결일 때</translation>
    </message>
    <message>
        <source>Always</source>
        <translation>항상</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>안 함</translation>
    </message>
    <message>
        <source>Then only the texts of large messages are fetched; the rest comes when you ask for it.</source>
        <translation>큰 메일은 본문만 가져오고 나머지는 요청하실 때 가져옵니다.</translation>
    </message>
    <message>
        <source>Data saved</source>
        <translation>절약한 데이터</translation>
    </message>
    <message>
        <source>Data is being saved now.</source>
        <translation>지금 데이터를 절약하고 있습니다.</translation>
    </message>
    <message numerus="yes">
        <source>%1 saved with %n message(s) since the start.</source>
        <comment>size</comment>
        <translation><numerusform>시작한 뒤로 메일 %n통에서 %1을(를) 절약했습니다.</numerusform></translation>
    </message>
</context>
<context>
    <name>godwit::ui::HeaderRows</name>
    <message>
        <source>From</source>
        <translation>보내는 사람</translation>
    </message>
    <message>
        <source>To</source>
        <translation>받는 사람</translation>
    </message>
    <message>
        <source>Cc</source>
        <translation>참조</translation>
    </message>
    <message>
        <source>Bcc</source>
        <translation>숨은참조</translation>
    </message>
    <message>
        <source>Formatting</source>
        <translation>서식</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>제목</translation>
    </message>
    <message>
        <source>Bold, lists, links and pictures</source>
        <translation>굵게, 목록, 링크, 그림</translation>
    </message>
</context>
<context>
    <name>godwit::ui::KeepMenu</name>
    <message>
        <source>Senders and subjects only</source>
        <translation>보낸 사람과 제목만</translation>
    </message>
    <message numerus="yes">
        <source>Whole messages of the last %n day(s)</source>
        <translation><numerusform>최근 %n일 동안의 메일 전체</numerusform></translation>
    </message>
    <message>
        <source>Whole messages</source>
        <translation>메일 전체</translation>
    </message>
    <message>
        <source>Keep on this computer</source>
        <translation>이 컴퓨터에 보관</translation>
    </message>
    <message>
        <source>As in the account: %1</source>
        <comment>what is kept</comment>
        <translation>계정 설정대로: %1</translation>
    </message>
</context>
<context>
    <name>godwit::ui::ListSorting</name>
    <message>
        <source>Date</source>
        <comment>sorted by</comment>
        <translation>날짜</translation>
    </message>
    <message>
        <source>Size</source>
        <comment>sorted by</comment>
        <translation>크기</translation>
    </message>
    <message>
        <source>Subject</source>
        <comment>sorted by</comment>
        <translation>제목</translation>
    </message>
    <message>
        <source>Recipient</source>
        <comment>sorted by</comment>
        <translation>받는 사람</translation>
    </message>
    <message>
        <source>Sender</source>
        <comment>sorted by</comment>
        <translation>보낸 사람</translation>
    </message>
    <message>
        <source>Sorted by %1, %2</source>
        <comment>what, direction</comment>
        <translation>정렬: %1, %2</translation>
    </message>
    <message>
        <source>Sort by &amp;date</source>
        <translation>날짜순 정렬(&amp;D)</translation>
    </message>
    <message>
        <source>Sort by s&amp;ubject</source>
        <translation>제목순 정렬(&amp;U)</translation>
    </message>
    <message>
        <source>Sort by si&amp;ze</source>
        <translation>크기순 정렬(&amp;Z)</translation>
    </message>
    <message>
        <source>Re&amp;verse the order</source>
        <translation>순서 뒤집기(&amp;V)</translation>
    </message>
    <message>
        <source>Sort by &amp;recipient</source>
        <translation>받는 사람순 정렬(&amp;R)</translation>
    </message>
    <message>
        <source>Sort by &amp;sender</source>
        <translation>보낸 사람순 정렬(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Newest first</source>
        <translation>최신순(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Oldest first</source>
        <translation>오래된순(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Largest first</source>
        <translation>큰 것부터(&amp;L)</translation>
    </message>
    <message>
        <source>S&amp;mallest first</source>
        <translation>작은 것부터(&amp;M)</translation>
    </message>
    <message>
        <source>Z &amp;to A</source>
        <translation>내림차순(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;A to Z</source>
        <translation>오름차순(&amp;A)</translation>
    </message>
    <message>
        <source>Show messages one &amp;by one</source>
        <translation>메일을 하나씩 보기(&amp;B)</translation>
    </message>
    <message>
        <source>Show &amp;conversations</source>
        <translation>대화로 묶어 보기(&amp;C)</translation>
    </message>
    <message>
        <source>Show replies as a tr&amp;ee</source>
        <translation>답장을 나무 모양으로 보기(&amp;E)</translation>
    </message>
</context>
<context>
    <name>godwit::ui::LocalFile</name>
    <message>
        <source>“%1” is not there any more.</source>
        <translation>“%1” 파일이 더 이상 없습니다.</translation>
    </message>
    <message>
        <source>“%1” is a folder. Pack it into one file first, for example a zip file.</source>
        <translation>“%1”은(는) 폴더입니다. 먼저 zip 같은 파일 하나로 압축하세요.</translation>
    </message>
    <message>
        <source>“%1” is not an ordinary file and cannot be attached.</source>
        <translation>“%1”은(는) 일반 파일이 아니어서 첨부할 수 없습니다.</translation>
    </message>
    <message>
        <source>“%1” is larger than any mail server takes.</source>
        <translation>“%1” 파일은 메일 서버가 받을 수 있는 크기를 넘습니다.</translation>
    </message>
    <message>
        <source>“%1” cannot be read: %2</source>
        <translation>“%1” 파일을 읽을 수 없습니다: %2</translation>
    </message>
    <message>
        <source>“%1” changed while it was being read. Attach it again.</source>
        <translation>읽는 동안 “%1” 파일이 바뀌었습니다. 다시 첨부하세요.</translation>
    </message>
</context>
<context>
    <name>godwit::ui::MailboxChooser</name>
    <message>
        <source>Type part of the folder's name</source>
        <translation>폴더 이름 일부 입력</translation>
    </message>
    <message>
        <source>Folders to choose from</source>
        <translation>선택할 폴더</translation>
    </message>
</context>
<context>
    <name>godwit::ui::MainWindow</name>
    <message>
        <source>The file %1 could not be read.</source>
        <translation>%1 파일을 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>New message</source>
        <translation>새 메일</translation>
    </message>
    <message>
        <source>Get mail</source>
        <translation>메일 가져오기</translation>
    </message>
    <message>
        <source>Work offline</source>
        <translation>오프라인으로 작업</translation>
    </message>
    <message>
        <source>Outbox</source>
        <translation>보낼편지함</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>검색</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>키보드 단축키</translation>
    </message>
    <message>
        <source>About Godwit</source>
        <translation>Godwit 정보</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>끝내기</translation>
    </message>
    <message>
        <source>Classic layout</source>
        <translation>기본 레이아웃</translation>
    </message>
    <message>
        <source>Wide layout</source>
        <translation>넓은 레이아웃</translation>
    </message>
    <message>
        <source>Compact layout</source>
        <translation>간결한 레이아웃</translation>
    </message>
    <message>
        <source>Show the menu bar</source>
        <translation>메뉴 막대 보기</translation>
    </message>
    <message>
        <source>Open the menu bar</source>
        <translation>메뉴 막대 열기</translation>
    </message>
    <message>
        <source>All commands</source>
        <translation>모든 명령</translation>
    </message>
    <message>
        <source>Inbox</source>
        <translation>받은편지함</translation>
    </message>
    <message>
        <source>Go to folder…</source>
        <translation>폴더로 이동…</translation>
    </message>
    <message>
        <source>Folder tree</source>
        <translation>폴더 목록</translation>
    </message>
    <message>
        <source>Message list</source>
        <translation>메일 목록</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>메일</translation>
    </message>
    <message>
        <source>%1 – Godwit</source>
        <comment>name of the open folder</comment>
        <translation>%1 – Godwit</translation>
    </message>
    <message>
        <source>Go to folder</source>
        <translation>폴더로 이동</translation>
    </message>
    <message>
        <source>There is no keychain on this computer, so the password is asked for once each time Godwit starts.</source>
        <translation>이 컴퓨터에 키체인이 없어 Godwit을 시작할 때마다 비밀번호를 한 번 묻습니다.</translation>
    </message>
    <message>
        <source>Pending changes</source>
        <translation>대기 중인 변경 사항</translation>
    </message>
    <message>
        <source>Pause fetching mail ahead</source>
        <translation>메일 미리 가져오기 일시 중지</translation>
    </message>
    <message>
        <source>Connection details</source>
        <translation>연결 상세 정보</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>다시 실행</translation>
    </message>
</context>
<context>
    <name>godwit::ui::MessageHeader</name>
    <message>
        <source>Show all recipients</source>
        <translation>받는 사람 모두 보기</translation>
    </message>
    <message>
        <source>(no subject)</source>
        <translation>(제목 없음)</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>제목</translation>
    </message>
    <message>
        <source>Hide recipients</source>
        <translation>받는 사람 숨기기</translation>
    </message>
    <message>
        <source>Write to %1</source>
        <translation>%1에게 메일 쓰기</translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation>주소 복사</translation>
    </message>
    <message>
        <source>(no sender)</source>
        <translation>(보낸 사람 없음)</translation>
    </message>
    <message>
        <source>to nobody named</source>
        <translation>받는 사람 표시 없음</translation>
    </message>
    <message numerus="yes">
        <source>to %1 and %n more</source>
        <translation><numerusform>받는 사람: %1 외 %n명</numerusform></translation>
    </message>
    <message>
        <source>to %1</source>
        <translation>받는 사람: %1</translation>
    </message>
    <message>
        <source>From</source>
        <translation>보낸 사람</translation>
    </message>
    <message>
        <source>Sent by</source>
        <translation>실제 보낸 사람</translation>
    </message>
    <message>
        <source>Reply to</source>
        <translation>답장 받을 주소</translation>
    </message>
    <message>
        <source>To</source>
        <translation>받는 사람</translation>
    </message>
    <message>
        <source>Cc</source>
        <translation>참조</translation>
    </message>
    <message>
        <source>Bcc</source>
        <translation>숨은참조</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>날짜</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation><numerusform>외 %n명</numerusform></translation>
    </message>
    <message>
        <source>you</source>
        <comment>recipient</comment>
        <translation>나</translation>
    </message>
    <message>
        <source>As written</source>
        <comment>the line that names the sender</comment>
        <translation>원래 표기</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>확인됨</translation>
    </message>
    <message>
        <source>Sender check</source>
        <translation>보낸 사람 확인</translation>
    </message>
</context>
<context>
    <name>godwit::ui::MessageListActions</name>
    <message>
        <source>Open</source>
        <translation>열기</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>보관</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>삭제</translation>
    </message>
    <message>
        <source>Delete permanently…</source>
        <translation>완전히 삭제…</translation>
    </message>
    <message>
        <source>Mark as read</source>
        <translation>읽음으로 표시</translation>
    </message>
    <message>
        <source>Mark as unread</source>
        <translation>읽지 않음으로 표시</translation>
    </message>
    <message>
        <source>Flag</source>
        <translation>별표</translation>
    </message>
    <message>
        <source>Remove flag</source>
        <translation>별표 지우기</translation>
    </message>
    <message>
        <source>Move to Junk</source>
        <translation>스팸함으로 이동</translation>
    </message>
    <message>
        <source>Move to…</source>
        <translation>이동…</translation>
    </message>
    <message>
        <source>Copy to…</source>
        <translation>복사…</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>모두 선택</translation>
    </message>
    <message>
        <source>Next message</source>
        <translation>다음 메일</translation>
    </message>
    <message>
        <source>Previous message</source>
        <translation>이전 메일</translation>
    </message>
    <message>
        <source>Next unread message</source>
        <translation>읽지 않은 다음 메일</translation>
    </message>
</context>
<context>
    <name>godwit::ui::MessageListPane</name>
    <message>
        <source>Searching for “%1”</source>
        <translation>“%1” 검색 중</translation>
    </message>
    <message numerus="yes">
        <source>%n result(s) for “%1”</source>
        <translation><numerusform>“%1” 검색 결과 %n개</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n message(s)</source>
        <comment>total in the header</comment>
        <translation><numerusform>메일 %n통</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n unread</source>
        <comment>in the header</comment>
        <translation><numerusform>읽지 않음 %n통</numerusform></translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>messages, unread</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Choose a folder to see its messages.</source>
        <translation>폴더를 선택하면 메일이 보입니다.</translation>
    </message>
    <message>
        <source>Nothing matches “%1” in %2.</source>
        <translation>%2에 “%1”과(와) 일치하는 메일이 없습니다.</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>검색 지우기</translation>
    </message>
    <message>
        <source>The messages of this folder are on their way.</source>
        <translation>이 폴더의 메일을 가져오는 중입니다.</translation>
    </message>
    <message>
        <source>No messages here.</source>
        <translation>메일이 없습니다.</translation>
    </message>
    <message numerus="yes">
        <source>Delete %n message(s) permanently? This cannot be undone.</source>
        <translation><numerusform>메일 %n통을 완전히 삭제할까요? 되돌릴 수 없습니다.</numerusform></translation>
    </message>
    <message>
        <source>Delete permanently</source>
        <translation>완전히 삭제</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>그대로 두기</translation>
    </message>
    <message numerus="yes">
        <source>Copy %n message(s) to</source>
        <translation><numerusform>메일 %n통을 복사할 폴더</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Move %n message(s) to</source>
        <translation><numerusform>메일 %n통을 옮길 폴더</numerusform></translation>
    </message>
    <message>
        <source>Sorting…</source>
        <translation>정렬하는 중…</translation>
    </message>
    <message>
        <source>Folders appear here as soon as the account is connected.</source>
        <translation>계정이 연결되면 폴더가 여기에 나타납니다.</translation>
    </message>
    <message>
        <source>%1, read only</source>
        <comment>messages of a folder</comment>
        <translation>%1, 읽기 전용</translation>
    </message>
</context>
<context>
    <name>godwit::ui::MessagePane</name>
    <message>
        <source>No message is selected.</source>
        <translation>선택한 메일이 없습니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) selected</source>
        <translation><numerusform>메일 %n통 선택됨</numerusform></translation>
    </message>
    <message>
        <source>Loading the message…</source>
        <translation>메일을 불러오는 중…</translation>
    </message>
    <message>
        <source>This message is no longer on the server.</source>
        <translation>이 메일은 서버에 더 이상 없습니다.</translation>
    </message>
    <message>
        <source>This message could not be fetched.</source>
        <translation>이 메일을 가져오지 못했습니다.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>This message is no longer here. It was moved or deleted elsewhere.</source>
        <translation>이 메일은 더 이상 여기에 없습니다. 다른 곳에서 옮기거나 삭제했습니다.</translation>
    </message>
    <message>
        <source>This message has not been downloaded yet. It will be fetched when there is a connection to the server.</source>
        <translation>아직 내려받지 않은 메일입니다. 서버에 연결되면 가져옵니다.</translation>
    </message>
</context>
<context>
    <name>godwit::ui::MessageView</name>
    <message>
        <source>Messages</source>
        <translation>메일</translation>
    </message>
</context>
<context>
    <name>godwit::ui::MessageWindow</name>
    <message>
        <source>Attached message</source>
        <translation>첨부된 메일</translation>
    </message>
</context>
<context>
    <name>godwit::ui::NoticeBar</name>
    <message>
        <source>Dismiss</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>자세히</translation>
    </message>
</context>
<context>
    <name>godwit::ui::OperationFeedback</name>
    <message>
        <source>%1 did not work. %2</source>
        <comment>what was tried; why</comment>
        <translation>%1: 실패했습니다. %2</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>Give up</source>
        <translation>그만두기</translation>
    </message>
    <message>
        <source>This was not done. %1</source>
        <comment>why an action failed</comment>
        <translation>실행되지 않았습니다. %1</translation>
    </message>
    <message>
        <source>This can no longer be done again: things have changed since</source>
        <translation>그 사이 상황이 달라져 다시 실행할 수 없습니다</translation>
    </message>
    <message>
        <source>There is nothing to do again</source>
        <translation>다시 실행할 작업이 없습니다</translation>
    </message>
</context>
<context>
    <name>godwit::ui::OperationsPanel</name>
    <message>
        <source>Pending changes</source>
        <translation>대기 중인 변경 사항</translation>
    </message>
    <message>
        <source>Waiting for the next try. %1</source>
        <translation>다시 시도하려고 기다리는 중입니다. %1</translation>
    </message>
    <message>
        <source>Waiting for the server</source>
        <translation>서버에 보낼 차례를 기다리는 중</translation>
    </message>
    <message>
        <source>On its way to the server</source>
        <translation>서버로 보내는 중</translation>
    </message>
    <message>
        <source>Not done, and shown as the server has it. %1</source>
        <translation>처리되지 않아 서버의 상태대로 표시합니다. %1</translation>
    </message>
    <message>
        <source>The connection broke before the answer came. Godwit looks on the server whether it is done before it tries again.</source>
        <translation>응답을 받기 전에 연결이 끊겼습니다. 다시 시도하기 전에 이미 처리되었는지 서버에서 먼저 확인합니다.</translation>
    </message>
    <message>
        <source>The servers have everything that you did.</source>
        <translation>모든 변경 사항이 서버에 반영되었습니다.</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>account, moment</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>Give up</source>
        <translation>그만두기</translation>
    </message>
    <message>
        <source>Forget this change and show what the server has</source>
        <translation>이 변경을 취소하고 서버의 상태를 표시합니다</translation>
    </message>
</context>
<context>
    <name>godwit::ui::OutboxPanel</name>
    <message>
        <source>Outbox</source>
        <translation>보낼편지함</translation>
    </message>
    <message>
        <source>About to be sent</source>
        <translation>곧 보냄</translation>
    </message>
    <message>
        <source>Waiting to be sent</source>
        <translation>보내기를 기다리는 중</translation>
    </message>
    <message>
        <source>To be sent at %1</source>
        <translation>%1에 보낼 예정</translation>
    </message>
    <message>
        <source>Being sent</source>
        <translation>보내는 중</translation>
    </message>
    <message>
        <source>Not sent. %1</source>
        <translation>보내지 못했습니다. %1</translation>
    </message>
    <message>
        <source>The connection broke at the last moment: nobody can know whether it was sent. Look whether it arrived before you send it again.</source>
        <translation>마지막 순간에 연결이 끊어져 보내졌는지 알 수 없습니다. 다시 보내기 전에 도착했는지 확인하세요.</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>보냄</translation>
    </message>
    <message>
        <source>Everything has been sent.</source>
        <translation>모두 보냈습니다.</translation>
    </message>
    <message>
        <source>(no subject)</source>
        <translation>(제목 없음)</translation>
    </message>
    <message>
        <source>To %1</source>
        <translation>받는 사람: %1</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>다시 보내기</translation>
    </message>
    <message>
        <source>Send now</source>
        <translation>지금 보내기</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>편집</translation>
    </message>
    <message>
        <source>%1 Next try at %2.</source>
        <comment>why it was not sent; when</comment>
        <translation>%1 %2에 다시 시도합니다.</translation>
    </message>
    <message>
        <source>Not sent. The server refused it:</source>
        <comment>the server's own words follow</comment>
        <translation>보내지 못했습니다. 서버가 거부했습니다:</translation>
    </message>
    <message>
        <source>Account settings</source>
        <translation>계정 설정</translation>
    </message>
    <message>
        <source>It has arrived</source>
        <translation>도착했음</translation>
    </message>
    <message>
        <source>Counts as sent: a copy goes to the sent mail, and nothing is sent again.</source>
        <translation>보낸 것으로 처리합니다. 보낸편지함에 사본을 넣고 다시 보내지 않습니다.</translation>
    </message>
</context>
<context>
    <name>godwit::ui::PaneLayout</name>
    <message>
        <source>Back to the list</source>
        <translation>목록으로 돌아가기</translation>
    </message>
</context>
<context>
    <name>godwit::ui::PrintedMessage</name>
    <message>
        <source>From</source>
        <translation>보낸 사람</translation>
    </message>
    <message>
        <source>To</source>
        <translation>받는 사람</translation>
    </message>
    <message>
        <source>Cc</source>
        <translation>참조</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>날짜</translation>
    </message>
</context>
<context>
    <name>godwit::ui::PrivacyPage</name>
    <message>
        <source>Privacy</source>
        <translation>개인 정보</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>제거</translation>
    </message>
    <message>
        <source>Load remote images</source>
        <translation>외부 이미지 불러오기</translation>
    </message>
    <message>
        <source>Only when I ask</source>
        <translation>요청할 때만</translation>
    </message>
    <message>
        <source>For the senders below</source>
        <translation>아래의 보낸 사람만</translation>
    </message>
    <message>
        <source>Always</source>
        <translation>항상</translation>
    </message>
    <message>
        <source>A remote image tells its sender that, when and where a message was read.</source>
        <translation>외부 이미지를 불러오면 메일을 언제 어디서 읽었는지 보낸 사람이 알 수 있습니다.</translation>
    </message>
    <message>
        <source>Senders whose images are loaded</source>
        <translation>이미지를 불러올 보낸 사람</translation>
    </message>
    <message>
        <source>Remove sender</source>
        <translation>보낸 사람 제거</translation>
    </message>
    <message>
        <source>“Always for this sender” in a message adds one.</source>
        <translation>메일에서 “이 보낸 사람은 항상”을 누르면 추가됩니다.</translation>
    </message>
    <message>
        <source>Nothing is sent to the makers of this program: no statistics, no crash reports, no search for updates.</source>
        <translation>이 프로그램은 만든 사람에게 아무것도 보내지 않습니다. 통계도, 오류 보고도, 업데이트 확인도 없습니다.</translation>
    </message>
    <message>
        <source>Check signatures by asking the name servers</source>
        <translation>네임 서버에 물어 서명 확인</translation>
    </message>
    <message>
        <source>Who a message is from</source>
        <translation>메일을 보낸 사람</translation>
    </message>
    <message>
        <source>The question tells the name servers, and whoever runs the sender's domain, that mail was read. What the server of your account says about senders is shown in any case.</source>
        <translation>물어보면 메일을 읽었다는 사실이 네임 서버와 보낸 사람의 도메인 운영자에게 알려집니다. 계정의 서버가 알려 주는 내용은 이 설정과 관계없이 보여 줍니다.</translation>
    </message>
</context>
<context>
    <name>godwit::ui::ProviderHint</name>
    <message>
        <source>Open its settings</source>
        <translation>설정 페이지 열기</translation>
    </message>
    <message>
        <source>%1 gives mail programs no access. Its mail can only be read in its own apps.</source>
        <translation>%1은(는) 메일 프로그램의 접속을 허용하지 않습니다. 전용 앱에서만 메일을 읽을 수 있습니다.</translation>
    </message>
    <message>
        <source>%1 lets programs in only by signing in with the browser, which this program cannot do yet.</source>
        <translation>%1은(는) 브라우저 로그인으로만 프로그램의 접속을 허용하는데, 이 프로그램은 아직 지원하지 않습니다.</translation>
    </message>
    <message>
        <source>If your account there offers an app password, type it below; the ordinary password will be refused.</source>
        <translation>앱 비밀번호를 만들 수 있는 계정이면 아래에 입력하세요. 평소 쓰는 비밀번호는 거부됩니다.</translation>
    </message>
    <message>
        <source>Where to create an app password</source>
        <translation>앱 비밀번호 만드는 곳</translation>
    </message>
    <message>
        <source>%1, %2, encrypted</source>
        <comment>provider, protocol</comment>
        <translation>%1, %2, 암호화됨</translation>
    </message>
    <message>
        <source>Type an app password here, not your ordinary one.</source>
        <translation>평소 비밀번호가 아니라 앱 비밀번호를 입력하세요.</translation>
    </message>
    <message>
        <source>With two-step verification, type an app password here, not your ordinary one.</source>
        <translation>2단계 인증을 쓴다면 평소 비밀번호가 아니라 앱 비밀번호를 입력하세요.</translation>
    </message>
    <message>
        <source>%1 must be switched on first at %2.</source>
        <translation>먼저 %2에서 %1 사용을 켜야 합니다.</translation>
    </message>
    <message>
        <source>Create an app password</source>
        <translation>앱 비밀번호 만들기</translation>
    </message>
    <message>
        <source>Usual servers of %1, encrypted only</source>
        <translation>%1의 일반적인 서버, 암호화 연결만</translation>
    </message>
</context>
<context>
    <name>godwit::ui::QuitDialog</name>
    <message>
        <source>Send now</source>
        <translation>지금 보내기</translation>
    </message>
    <message>
        <source>Messages are waiting</source>
        <translation>보내지 않은 메일이 있습니다</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) waiting to be sent.</source>
        <translation><numerusform>메일 %n통이 보내기를 기다리고 있습니다.</numerusform></translation>
    </message>
    <message>
        <source>Keep in Outbox</source>
        <translation>보낼편지함에 두기</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Sending…</source>
        <translation>보내는 중…</translation>
    </message>
    <message>
        <source>Sending takes longer than usual.</source>
        <translation>보내는 데 평소보다 오래 걸리고 있습니다.</translation>
    </message>
    <message>
        <source>The connection broke at the last moment: nobody can know whether the message was sent.</source>
        <translation>마지막 순간에 연결이 끊어져 메일을 보냈는지 알 수 없습니다.</translation>
    </message>
    <message>
        <source>It could not be sent. %1</source>
        <translation>보내지 못했습니다. %1</translation>
    </message>
    <message>
        <source>Not everything was sent</source>
        <translation>보내지 못한 메일이 있습니다</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) will stay in the outbox if you quit now.</source>
        <translation><numerusform>지금 종료하면 메일 %n통이 보낼편지함에 남습니다.</numerusform></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>끝내기</translation>
    </message>
</context>
<context>
    <name>godwit::ui::ReaderActions</name>
    <message>
        <source>Reply</source>
        <translation>답장</translation>
    </message>
    <message>
        <source>Reply all</source>
        <translation>전체답장</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>전달</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>보관</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>삭제</translation>
    </message>
    <message>
        <source>Find in message</source>
        <translation>메일에서 찾기</translation>
    </message>
    <message>
        <source>Plain text</source>
        <translation>일반 텍스트</translation>
    </message>
    <message>
        <source>Simplified</source>
        <translation>간단히</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>원본</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>확대</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>축소</translation>
    </message>
    <message>
        <source>Normal size</source>
        <translation>기본 크기</translation>
    </message>
    <message>
        <source>Save as .eml…</source>
        <translation>.eml 파일로 저장…</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>인쇄…</translation>
    </message>
    <message>
        <source>View source</source>
        <translation>원문 보기</translation>
    </message>
</context>
<context>
    <name>godwit::ui::ReaderBar</name>
    <message>
        <source>More</source>
        <translation>더 보기</translation>
    </message>
</context>
<context>
    <name>godwit::ui::ReaderView</name>
    <message>
        <source>Save all attachments</source>
        <translation>첨부 파일 모두 저장</translation>
    </message>
    <message>
        <source>The file could not be written.</source>
        <translation>파일을 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>Source: %1</source>
        <translation>원문: %1</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>메일</translation>
    </message>
    <message>
        <source>This message is too large or too deeply nested to be shown whole. Its source is complete.</source>
        <translation>이 메일은 너무 크거나 구조가 복잡해서 전부 보여 줄 수 없습니다. 원문은 온전합니다.</translation>
    </message>
    <message>
        <source>Only the beginning of this very long text is shown. View source shows more.</source>
        <translation>본문이 매우 길어 앞부분만 보여 줍니다. 원문 보기에서 더 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>Shown simplified, because the web view is not installed.</source>
        <translation>웹 보기가 설치되어 있지 않아 간단히 보여 줍니다.</translation>
    </message>
    <message>
        <source>Shown simplified, because the web view cannot be sandboxed here.</source>
        <translation>여기서는 웹 보기를 격리할 수 없어 간단히 보여 줍니다.</translation>
    </message>
    <message>
        <source>Load once</source>
        <translation>이번만 불러오기</translation>
    </message>
    <message>
        <source>Always for this sender</source>
        <translation>이 보낸 사람은 항상</translation>
    </message>
    <message>
        <source>Remote images are not loaded.</source>
        <translation>외부 이미지를 불러오지 않았습니다.</translation>
    </message>
    <message>
        <source>The text of this link names %1, but it leads to %2.</source>
        <translation>이 링크의 글자는 %1이지만 실제로는 %2(으)로 연결됩니다.</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>%1 열기</translation>
    </message>
    <message>
        <source>Open link</source>
        <translation>링크 열기</translation>
    </message>
    <message>
        <source>Copy link address</source>
        <translation>링크 주소 복사</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>모두 선택</translation>
    </message>
    <message>
        <source>Fold all quotes</source>
        <translation>인용문 모두 접기</translation>
    </message>
    <message>
        <source>Unfold all quotes</source>
        <translation>인용문 모두 펼치기</translation>
    </message>
    <message>
        <source>Attached message</source>
        <translation>첨부된 메일</translation>
    </message>
    <message>
        <source>Attachment %1</source>
        <translation>첨부 파일 %1</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>저장…</translation>
    </message>
    <message>
        <source>“%1” is a web page or drawing that could run or load things when opened.</source>
        <translation>“%1”은(는) 열면 무언가를 실행하거나 불러올 수 있는 웹 페이지 또는 그림입니다.</translation>
    </message>
    <message>
        <source>Show its source</source>
        <translation>원문 보기</translation>
    </message>
    <message>
        <source>“%1” can run as a program (%2). Open it only if you expected it and trust who sent it.</source>
        <translation>“%1”은(는) 프로그램으로 실행될 수 있습니다(%2). 기다리던 파일이고 보낸 사람을 믿을 때만 여세요.</translation>
    </message>
    <message>
        <source>Open anyway</source>
        <translation>그래도 열기</translation>
    </message>
    <message>
        <source>“%1” could not be opened.</source>
        <translation>“%1” 파일을 열 수 없습니다.</translation>
    </message>
    <message>
        <source>There is no program to open “%1” with.</source>
        <translation>“%1” 파일을 열 프로그램이 없습니다.</translation>
    </message>
    <message>
        <source>Save attachments</source>
        <translation>첨부 파일 저장</translation>
    </message>
    <message>
        <source>“%1” could not be saved.</source>
        <translation>“%1” 파일을 저장하지 못했습니다.</translation>
    </message>
    <message>
        <source>Save “%1”</source>
        <translation>“%1” 저장</translation>
    </message>
    <message>
        <source>Saved in %1.</source>
        <translation>%1에 저장했습니다.</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>폴더 열기</translation>
    </message>
    <message>
        <source>Shown as plain text, because this page is very large.</source>
        <translation>페이지가 매우 커서 일반 텍스트로 보여 줍니다.</translation>
    </message>
    <message>
        <source>Save</source>
        <comment>the attachment</comment>
        <translation>저장</translation>
    </message>
    <message>
        <source>To save data only the text of this message was fetched, without attachments and pictures.</source>
        <translation>데이터를 절약하기 위해 첨부 파일과 그림 없이 본문만 가져왔습니다.</translation>
    </message>
    <message>
        <source>Fetch all of it (%1)</source>
        <translation>모두 가져오기(%1)</translation>
    </message>
    <message>
        <source>The rest of this message could not be fetched.</source>
        <translation>이 메일의 나머지를 가져오지 못했습니다.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>The rest is being fetched…</source>
        <translation>나머지를 가져오는 중…</translation>
    </message>
</context>
<context>
    <name>godwit::ui::RecipientField</name>
    <message>
        <source>Suggestions</source>
        <translation>추천 주소</translation>
    </message>
</context>
<context>
    <name>godwit::ui::RecipientPill</name>
    <message>
        <source>This address has no dot after the @ sign. Is it complete?</source>
        <translation>@ 뒤에 점(.)이 없습니다. 주소가 맞나요?</translation>
    </message>
    <message>
        <source>This is not a mail address: the @ sign is missing.</source>
        <translation>@ 기호가 없어 메일 주소가 아닙니다.</translation>
    </message>
    <message>
        <source>This is not a valid mail address.</source>
        <translation>올바른 메일 주소가 아닙니다.</translation>
    </message>
    <message>
        <source>Edit address</source>
        <translation>주소 편집</translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation>주소 복사</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>제거</translation>
    </message>
</context>
<context>
    <name>godwit::ui::ReplyBuilder</name>
    <message>
        <source>---------- Forwarded message ----------</source>
        <translation>---------- 전달된 메일 ----------</translation>
    </message>
    <message>
        <source>From: %1</source>
        <comment>in a forwarded message</comment>
        <translation>보낸 사람: %1</translation>
    </message>
    <message>
        <source>Date: %1</source>
        <comment>in a forwarded message</comment>
        <translation>날짜: %1</translation>
    </message>
    <message>
        <source>Subject: %1</source>
        <comment>in a forwarded message</comment>
        <translation>제목: %1</translation>
    </message>
    <message>
        <source>To: %1</source>
        <comment>in a forwarded message</comment>
        <translation>받는 사람: %1</translation>
    </message>
    <message>
        <source>Cc: %1</source>
        <comment>in a forwarded message</comment>
        <translation>참조: %1</translation>
    </message>
    <message>
        <source>%1 wrote:</source>
        <comment>line above a quote</comment>
        <translation>%1 님이 쓴 글:</translation>
    </message>
    <message>
        <source>dddd, d MMMM yyyy</source>
        <comment>date in the line above a quote</comment>
        <translation>yyyy년 M월 d일 dddd</translation>
    </message>
    <message>
        <source>HH:mm</source>
        <comment>time in the line above a quote</comment>
        <translation>AP h:mm</translation>
    </message>
    <message>
        <source>On %1 at %2 %3 wrote:</source>
        <comment>line above a quote: date, time, name</comment>
        <translation>%1 %2, %3 님이 쓴 글:</translation>
    </message>
    <message>
        <source>attachment</source>
        <comment>file name</comment>
        <translation>첨부파일</translation>
    </message>
    <message>
        <source>This answer goes to %1, not to %2, where the message says it comes from.</source>
        <translation>이 답장은 보낸 사람으로 적힌 %2이(가) 아니라 %1(으)로 갑니다.</translation>
    </message>
</context>
<context>
    <name>godwit::ui::SendChecks</name>
    <message>
        <source>“%1” is not a mail address. Correct it or remove it.</source>
        <translation>“%1”은(는) 메일 주소가 아닙니다. 고치거나 지우세요.</translation>
    </message>
    <message>
        <source>Add at least one recipient.</source>
        <translation>받는 사람을 한 명 이상 추가하세요.</translation>
    </message>
    <message>
        <source>“%1” has no dot after the @ sign.</source>
        <translation>“%1” 주소의 @ 뒤에 점(.)이 없습니다.</translation>
    </message>
    <message>
        <source>The subject is empty.</source>
        <translation>제목이 비어 있습니다.</translation>
    </message>
    <message>
        <source>“%1” looks like a secret of yours: a private key, or data of this program.</source>
        <translation>“%1”은(는) 개인 키나 이 프로그램의 데이터 같은 비밀 파일로 보입니다.</translation>
    </message>
    <message>
        <source>The text speaks of an attachment, but nothing is attached.</source>
        <translation>본문에 첨부한다는 말이 있지만 첨부 파일이 없습니다.</translation>
    </message>
    <message>
        <source>The attachments are larger than most servers take.</source>
        <translation>첨부 파일이 대부분의 서버에서 받는 크기보다 큽니다.</translation>
    </message>
</context>
<context>
    <name>godwit::ui::SendFeedback</name>
    <message numerus="yes">
        <source>%1 and %n other(s)</source>
        <translation><numerusform>%1 외 %n명</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Sending to %1 in %n s</source>
        <translation><numerusform>%n초 후 %1에게 보냅니다</numerusform></translation>
    </message>
    <message>
        <source>Sending to %1</source>
        <translation>%1에게 보내는 중</translation>
    </message>
    <message>
        <source>Send now</source>
        <translation>지금 보내기</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>보기</translation>
    </message>
    <message>
        <source>Message sent</source>
        <translation>메일을 보냈습니다</translation>
    </message>
    <message>
        <source>A message could not be sent</source>
        <translation>보내지 못한 메일이 있습니다</translation>
    </message>
    <message>
        <source>A message may or may not have been sent</source>
        <translation>보내졌는지 알 수 없는 메일이 있습니다</translation>
    </message>
    <message>
        <source>Too late: the message is on its way already</source>
        <translation>이미 보내는 중이라 취소할 수 없습니다</translation>
    </message>
</context>
<context>
    <name>godwit::ui::ServerFields</name>
    <message>
        <source>Mailbox type</source>
        <translation>계정 종류</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>사용자 이름</translation>
    </message>
    <message>
        <source>IMAP</source>
        <translation>IMAP</translation>
    </message>
    <message>
        <source>POP3</source>
        <translation>POP3</translation>
    </message>
    <message>
        <source>Mail stays on the server; all devices see the same</source>
        <translation>메일을 서버에 두고 모든 기기에서 똑같이 봅니다</translation>
    </message>
    <message>
        <source>Mail is fetched to this computer</source>
        <translation>메일을 이 컴퓨터로 가져옵니다</translation>
    </message>
    <message>
        <source>Incoming server</source>
        <translation>받는 서버</translation>
    </message>
    <message>
        <source>Incoming port</source>
        <translation>받는 포트</translation>
    </message>
    <message>
        <source>Incoming security</source>
        <translation>받는 서버 보안</translation>
    </message>
    <message>
        <source>Outgoing server</source>
        <translation>보내는 서버</translation>
    </message>
    <message>
        <source>Outgoing port</source>
        <translation>보내는 포트</translation>
    </message>
    <message>
        <source>Outgoing security</source>
        <translation>보내는 서버 보안</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>STARTTLS</source>
        <translation>STARTTLS</translation>
    </message>
    <message>
        <source>None</source>
        <comment>no encryption</comment>
        <translation>없음</translation>
    </message>
    <message>
        <source>Only for a server on this computer</source>
        <translation>이 컴퓨터의 서버에만 쓸 수 있습니다</translation>
    </message>
    <message>
        <source>Leave on server</source>
        <translation>서버에 남기기</translation>
    </message>
    <message>
        <source>Always</source>
        <translation>항상</translation>
    </message>
    <message>
        <source>For some days</source>
        <translation>며칠 동안</translation>
    </message>
    <message>
        <source>No: delete after fetching</source>
        <translation>아니요: 가져온 후 삭제</translation>
    </message>
    <message>
        <source> days</source>
        <translation>일</translation>
    </message>
    <message>
        <source>Days on the server</source>
        <translation>서버에 둘 기간</translation>
    </message>
    <message>
        <source>Leave mail on the server</source>
        <translation>메일을 서버에 남기기</translation>
    </message>
    <message>
        <source>User name for sending</source>
        <translation>보낼 때 사용자 이름</translation>
    </message>
    <message>
        <source>No sign-in</source>
        <translation>로그인 안 함</translation>
    </message>
    <message>
        <source>Extra certificate file</source>
        <translation>추가 인증서 파일</translation>
    </message>
    <message>
        <source>None</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>Password command</source>
        <translation>비밀번호 명령</translation>
    </message>
    <message>
        <source>None: the password is kept in the keychain</source>
        <translation>없음: 비밀번호를 키체인에 보관</translation>
    </message>
    <message>
        <source>Extra certificate file (PEM)</source>
        <translation>추가 인증서 파일(PEM)</translation>
    </message>
    <message>
        <source>Command that prints the password</source>
        <translation>비밀번호를 출력하는 명령</translation>
    </message>
    <message>
        <source>Type the name of the incoming server.</source>
        <translation>받는 서버 이름을 입력하세요.</translation>
    </message>
    <message>
        <source>Type the port of the server.</source>
        <translation>서버 포트를 입력하세요.</translation>
    </message>
</context>
<context>
    <name>godwit::ui::SettingsPage</name>
    <message>
        <source>Account</source>
        <translation>계정</translation>
    </message>
</context>
<context>
    <name>godwit::ui::SettingsWindow</name>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>계정</translation>
    </message>
    <message>
        <source>General</source>
        <translation>일반</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>쓰기</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>개인 정보</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>단축키</translation>
    </message>
</context>
<context>
    <name>godwit::ui::ShortcutsPage</name>
    <message>
        <source>Shortcuts</source>
        <translation>단축키</translation>
    </message>
    <message>
        <source>Send message</source>
        <translation>메일 보내기</translation>
    </message>
    <message>
        <source>Attach files</source>
        <translation>파일 첨부</translation>
    </message>
</context>
<context>
    <name>godwit::ui::SourceWindow</name>
    <message>
        <source>Source</source>
        <translation>원문</translation>
    </message>
    <message>
        <source>Only the beginning is shown. Save the message to see all of it.</source>
        <translation>앞부분만 보여 줍니다. 전체를 보려면 메일을 저장하세요.</translation>
    </message>
</context>
<context>
    <name>godwit::ui::SpokenMailboxModel</name>
    <message numerus="yes">
        <source>%1, %n unread</source>
        <translation><numerusform>%1, 읽지 않음 %n통</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%1: %n message(s)</source>
        <translation><numerusform>%1: 메일 %n통</numerusform></translation>
    </message>
</context>
<context>
    <name>godwit::ui::StatusLine</name>
    <message>
        <source>Progress of fetching mail</source>
        <translation>메일 가져오기 진행률</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) to be sent to the server</source>
        <translation><numerusform>서버에 보낼 변경 %n개</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) could not be sent</source>
        <translation><numerusform>보내지 못한 메일 %n통</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) may or may not have been sent</source>
        <translation><numerusform>보내졌는지 알 수 없는 메일 %n통</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Sending %n message(s)</source>
        <translation><numerusform>메일 %n통 보내는 중</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) waiting to be sent</source>
        <translation><numerusform>보낼 메일 %n통 대기 중</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) about to be sent</source>
        <translation><numerusform>곧 보낼 메일 %n통</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) to be sent later</source>
        <translation><numerusform>나중에 보낼 메일 %n통</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) did not work</source>
        <translation><numerusform>변경 사항 %n개를 처리하지 못함</numerusform></translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>계속</translation>
    </message>
    <message>
        <source>Go on fetching mail ahead</source>
        <translation>메일 미리 가져오기 계속</translation>
    </message>
    <message>
        <source>Fetching mail ahead is paused</source>
        <translation>메일 미리 가져오기가 일시 중지되었습니다</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>two states</comment>
        <translation>%1 · %2</translation>
    </message>
</context>
<context>
    <name>godwit::ui::StoreProblem</name>
    <message>
        <source>The mail is kept in %1</source>
        <translation>메일 저장 위치: %1</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>끝내기</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>This mail is in use already</source>
        <translation>이 메일은 이미 사용 중입니다</translation>
    </message>
    <message>
        <source>This mail belongs to a newer Godwit</source>
        <translation>더 새로운 Godwit에서 쓰던 메일입니다</translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation>디스크가 가득 찼습니다</translation>
    </message>
    <message>
        <source>The mail store is damaged</source>
        <translation>메일 저장소가 손상되었습니다</translation>
    </message>
    <message>
        <source>The mail cannot be opened</source>
        <translation>메일을 열 수 없습니다</translation>
    </message>
    <message>
        <source>Another program is at work with it: Godwit in another session, or godwit-cli. Go on in its window if there is one. Else wait until it has finished, then try again.</source>
        <translation>다른 세션의 Godwit이나 godwit-cli가 이 메일을 사용하고 있습니다. 열린 창이 있으면 그 창에서 계속하세요. 없으면 작업이 끝날 때까지 기다렸다가 다시 시도하세요.</translation>
    </message>
    <message>
        <source>Godwit needs a little room to open its mail. Free some space, then try again. Nothing that was stored is lost.</source>
        <translation>메일을 열려면 여유 공간이 조금 필요합니다. 공간을 확보한 뒤 다시 시도하세요. 저장된 메일은 없어지지 않습니다.</translation>
    </message>
</context>
<context>
    <name>godwit::ui::StoreUpdate</name>
    <message>
        <source>Godwit is updating your mail</source>
        <translation>Godwit이 메일을 업데이트하는 중</translation>
    </message>
    <message>
        <source>Your stored mail (%1) is being brought to the form that this version uses. It happens once. A copy of what you have now is kept for two weeks.</source>
        <translation>저장된 메일(%1)을 이 버전의 형식으로 바꾸고 있습니다. 한 번만 하면 됩니다. 지금의 사본은 2주 동안 보관합니다.</translation>
    </message>
</context>
<context>
    <name>godwit::ui::TextView</name>
    <message>
        <source>Message</source>
        <translation>메일</translation>
    </message>
</context>
<context>
    <name>godwit::ui::Toast</name>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>godwit::ui::TopBar</name>
    <message>
        <source>Compose</source>
        <translation>메일 쓰기</translation>
    </message>
    <message>
        <source>More</source>
        <translation>더 보기</translation>
    </message>
    <message>
        <source>Write a new message</source>
        <translation>새 메일 쓰기</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>검색</translation>
    </message>
    <message>
        <source>Search this folder</source>
        <translation>이 폴더 검색</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>검색 지우기</translation>
    </message>
    <message>
        <source>Search in %1</source>
        <translation>%1에서 검색</translation>
    </message>
</context>
<context>
    <name>godwit::ui::TrustWords</name>
    <message>
        <source>This message does not come from %1, although it says so.</source>
        <translation>이 메일은 %1에서 보냈다고 하지만 사실이 아닙니다.</translation>
    </message>
    <message>
        <source>This message says that it comes from %1, but carries no signature of %1.</source>
        <translation>이 메일은 %1에서 보냈다고 하지만 %1의 서명이 없습니다.</translation>
    </message>
    <message>
        <source>This message carries your own address, but nobody confirms that you sent it.</source>
        <translation>이 메일에는 내 주소가 적혀 있지만, 내가 보냈다는 확인이 없습니다.</translation>
    </message>
    <message>
        <source>The sender's domain %1 looks like %2, but is not the same.</source>
        <translation>보낸 사람의 도메인 %1이(가) %2와(과) 비슷하지만 다른 도메인입니다.</translation>
    </message>
    <message>
        <source>The sender's domain %1 mixes letters of different alphabets that look alike.</source>
        <translation>보낸 사람의 도메인 %1에는 모양이 비슷한 여러 문자가 섞여 있습니다.</translation>
    </message>
    <message>
        <source>It could not be confirmed that this message comes from %1.</source>
        <translation>이 메일을 %1에서 보냈는지 확인하지 못했습니다.</translation>
    </message>
    <message>
        <source>This message was changed after %1 had signed it.</source>
        <translation>%1에서 서명한 뒤에 이 메일의 내용이 바뀌었습니다.</translation>
    </message>
    <message>
        <source>Confirmed: this message comes from %1.</source>
        <translation>확인됨: %1에서 보낸 메일입니다.</translation>
    </message>
    <message>
        <source>The sender's name shows %1, but this message comes from %2.</source>
        <translation>보낸 사람의 이름에는 %1이(가) 적혀 있지만 실제로는 %2에서 보냈습니다.</translation>
    </message>
    <message>
        <source>You know %1 with another address: %2.</source>
        <translation>%1 님의 알고 있는 주소는 이와 다른 %2입니다.</translation>
    </message>
    <message>
        <source>Answers go to another address than the sender's: %1.</source>
        <translation>답장은 보낸 사람이 아닌 다른 주소로 갑니다: %1</translation>
    </message>
    <message>
        <source>Sent by %1 on behalf of %2.</source>
        <translation>%2 대신 %1에서 보냈습니다.</translation>
    </message>
    <message>
        <source>This is the first message from this address.</source>
        <translation>이 주소에서 처음 온 메일입니다.</translation>
    </message>
    <message>
        <source>This message names its sender more than once. The first one is shown; it need not be the true one.</source>
        <translation>이 메일에는 보낸 사람이 여러 번 적혀 있습니다. 첫 번째를 표시하지만 진짜가 아닐 수 있습니다.</translation>
    </message>
    <message>
        <source>This message names a group as its sender. Only the first address in it is shown.</source>
        <translation>이 메일은 보낸 사람이 그룹으로 되어 있습니다. 그룹의 첫 번째 주소만 표시합니다.</translation>
    </message>
    <message>
        <source>The sender line of this message is malformed. It may not come from the address that is shown.</source>
        <translation>이 메일의 보낸 사람 줄이 잘못되어 있습니다. 표시된 주소에서 온 것이 아닐 수 있습니다.</translation>
    </message>
    <message>
        <source>This message names no sender.</source>
        <translation>이 메일에는 보낸 사람이 없습니다.</translation>
    </message>
    <message>
        <source>the server of this account</source>
        <translation>이 계정의 서버</translation>
    </message>
    <message>
        <source>Checked by %1, which is named in the account settings.</source>
        <translation>계정 설정에서 지정한 %1에서 확인했습니다.</translation>
    </message>
    <message>
        <source>Checked by %1, the server of this account: it is on %2 of the %3 newest messages.</source>
        <translation>이 계정의 서버 %1에서 확인했습니다. 최근 메일 %3통 가운데 %2통에 이 서버의 확인이 있습니다.</translation>
    </message>
    <message>
        <source>The signature of %1 was checked here and is good.</source>
        <translation>%1의 서명을 여기서 확인했고 올바릅니다.</translation>
    </message>
    <message>
        <source>The signature of %1 was not checked: no name server answered.</source>
        <translation>네임 서버가 답하지 않아 %1의 서명을 확인하지 못했습니다.</translation>
    </message>
    <message>
        <source>The signature of %1 cannot be checked: its key is not there any more.</source>
        <translation>공개 키가 더 이상 없어 %1의 서명을 확인할 수 없습니다.</translation>
    </message>
    <message>
        <source>The signature of %1 does not fit: the text was changed.</source>
        <translation>%1의 서명이 맞지 않습니다. 본문이 바뀌었습니다.</translation>
    </message>
    <message>
        <source>The signature of %1 does not fit: the header was changed.</source>
        <translation>%1의 서명이 맞지 않습니다. 헤더가 바뀌었습니다.</translation>
    </message>
    <message>
        <source>The signature of %1 is too weak to count.</source>
        <translation>%1의 서명은 너무 약해 인정되지 않습니다.</translation>
    </message>
    <message>
        <source>The signature of %1 covers only a part of the text, so it does not count.</source>
        <translation>%1의 서명은 본문의 일부에만 걸려 있어 인정되지 않습니다.</translation>
    </message>
    <message>
        <source>The signature of %1 does not cover all lines that are shown.</source>
        <translation>%1의 서명에 포함되지 않은 줄이 화면에 보입니다.</translation>
    </message>
    <message>
        <source>The signature of %1 was not valid when the message came.</source>
        <translation>메일이 왔을 때 %1의 서명은 유효하지 않았습니다.</translation>
    </message>
    <message>
        <source>The signature of %1 is only a trial of its owner, so it does not count.</source>
        <translation>%1의 서명은 시험용이라 인정되지 않습니다.</translation>
    </message>
    <message>
        <source>A signature in this message is malformed.</source>
        <translation>이 메일의 서명 하나가 형식에 맞지 않습니다.</translation>
    </message>
    <message>
        <source>Signed by %1.</source>
        <translation>%1에서 서명했습니다.</translation>
    </message>
    <message>
        <source>The server of this account does not say who messages come from.</source>
        <translation>이 계정의 서버는 메일을 누가 보냈는지 알려 주지 않습니다.</translation>
    </message>
</context>
<context>
    <name>godwit::ui::WelcomeForm</name>
    <message>
        <source>Set up by hand</source>
        <translation>직접 설정</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>계속</translation>
    </message>
    <message>
        <source>Add your mail</source>
        <translation>메일 계정 추가</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Email</source>
        <translation>이메일</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>비밀번호</translation>
    </message>
    <message>
        <source>Show password</source>
        <translation>비밀번호 보기</translation>
    </message>
    <message>
        <source>Find the servers for me</source>
        <translation>서버 자동으로 찾기</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>중지</translation>
    </message>
</context>
<context>
    <name>godwit::ui::WelcomePage</name>
    <message>
        <source>Add your mail</source>
        <translation>메일 계정 추가</translation>
    </message>
    <message>
        <source>The servers are found from your address; it stays here.</source>
        <translation>주소로 서버를 찾습니다. 주소는 이 컴퓨터 밖으로 나가지 않습니다.</translation>
    </message>
    <message>
        <source>Only %1 is looked up; your address stays here.</source>
        <translation>%1만 찾아봅니다. 메일 주소는 이 컴퓨터 밖으로 나가지 않습니다.</translation>
    </message>
    <message>
        <source>Type your whole mail address, such as name@example.org.</source>
        <translation>name@example.org처럼 메일 주소 전체를 입력하세요.</translation>
    </message>
    <message>
        <source>This address is set up already.</source>
        <translation>이미 설정된 주소입니다.</translation>
    </message>
    <message>
        <source>The part after the @ sign is not complete. For a server of your own, choose “Set up by hand”.</source>
        <translation>@ 뒷부분이 완전하지 않습니다. 직접 운영하는 서버라면 “직접 설정”을 선택하세요.</translation>
    </message>
    <message>
        <source>%1 cannot be set up here.</source>
        <translation>%1은(는) 여기서 설정할 수 없습니다.</translation>
    </message>
    <message>
        <source>Type the password of this mailbox.</source>
        <translation>이 계정의 비밀번호를 입력하세요.</translation>
    </message>
    <message>
        <source>Show certificate</source>
        <translation>인증서 보기</translation>
    </message>
    <message>
        <source>Add anyway</source>
        <translation>그래도 추가</translation>
    </message>
    <message>
        <source>%1 wants an app password here, not the ordinary one.</source>
        <translation>%1에서는 평소 비밀번호가 아니라 앱 비밀번호가 필요합니다.</translation>
    </message>
    <message>
        <source>Mail can be fetched, but not sent.</source>
        <translation>메일을 받을 수는 있지만 보낼 수 없습니다.</translation>
    </message>
    <message>
        <source>Mail can be sent, but not fetched.</source>
        <translation>메일을 보낼 수는 있지만 받을 수 없습니다.</translation>
    </message>
    <message>
        <source>No mail server was found under the usual names. Ask your provider for them, or for the address of its help page on mail programs.</source>
        <translation>흔히 쓰는 이름으로는 메일 서버를 찾지 못했습니다. 메일 서비스에 서버 이름이나 메일 프로그램 설정 도움말 주소를 물어보세요.</translation>
    </message>
    <message>
        <source>Nothing was added yet, and all you typed is still here.</source>
        <translation>아직 아무것도 추가하지 않았습니다. 입력한 내용은 그대로 있습니다.</translation>
    </message>
    <message>
        <source>%1 shows a certificate that nobody vouches for. Trust it only if your provider confirms this SHA-256 fingerprint:
%2</source>
        <translation>%1의 인증서를 보증하는 기관이 없습니다. 메일 서비스에서 다음 SHA-256 지문을 확인해 줄 때만 신뢰하세요:
%2</translation>
    </message>
    <message>
        <source>Trust this certificate</source>
        <translation>이 인증서 신뢰</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>돌아가기</translation>
    </message>
    <message>
        <source>Set up by hand</source>
        <translation>직접 설정</translation>
    </message>
    <message>
        <source>A server was found under a usual name, but its certificate proves nothing. If it is yours, set it up by hand.</source>
        <translation>흔히 쓰는 이름으로 서버를 찾았지만 인증서로는 누구의 서버인지 알 수 없습니다. 쓰시는 서버가 맞다면 직접 설정하세요.</translation>
    </message>
</context>
<context>
    <name>godwit::ui::WindowMenus</name>
    <message>
        <source>&amp;File</source>
        <translation>파일(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>편집(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>보기(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>이동(&amp;G)</translation>
    </message>
    <message>
        <source>F&amp;older</source>
        <translation>폴더(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Message</source>
        <translation>메일(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>도움말(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Sort by</source>
        <translation>정렬(&amp;S)</translation>
    </message>
</context>
<context>
    <name>godwit::ui::WritingPage</name>
    <message>
        <source>Writing</source>
        <translation>쓰기</translation>
    </message>
    <message>
        <source>New messages are</source>
        <translation>새 메일 형식</translation>
    </message>
    <message>
        <source>Plain text</source>
        <translation>일반 텍스트</translation>
    </message>
    <message>
        <source>Rich text, with a plain copy</source>
        <translation>서식 있는 텍스트(일반 텍스트 포함)</translation>
    </message>
    <message>
        <source>Each message can be switched while it is written.</source>
        <translation>쓰는 동안 메일마다 바꿀 수 있습니다.</translation>
    </message>
    <message>
        <source>Send at once</source>
        <translation>바로 보내기</translation>
    </message>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation><numerusform>%n초</numerusform></translation>
    </message>
    <message>
        <source>Time to undo sending</source>
        <translation>보내기 취소 시간</translation>
    </message>
    <message>
        <source>A message waits this long before it leaves, so that it can be taken back.</source>
        <translation>이 시간 동안 기다렸다가 보내므로 그 전에 취소할 수 있습니다.</translation>
    </message>
    <message>
        <source>The signature belongs to an account: see Accounts.</source>
        <translation>서명은 계정마다 다릅니다. 계정에서 설정하세요.</translation>
    </message>
</context>
</TS>
