/**
 * Prompts written for this project: English and Chinese, a line, a paragraph or a page, in an order that mixes them, so that a short
 * run meets all kinds.
 */
export const builtinPrompts: readonly string[] = [
  'Why do cats purr? Answer in about one hundred words.',
  'A bakery sells bread at 3.20 a loaf and rolls at 0.55 each. On Saturday it sold 148 loaves and 612 rolls, and it threw away 9 loaves and 31 rolls that had cost 1.10 and 0.20 to make. Work out the income, the loss from what was thrown away, and what share of the income that loss is. Show every step.',
  '用三句话解释什么是光合作用。',
  'Write a Python function that takes a list of dates as ISO strings and returns the longest run of consecutive days in it. Ignore duplicates, accept an empty list, and add three short tests that show how it behaves at the edges.',
  '请为一家社区图书馆写一份周末读书会的活动方案,包括主题、时间安排、所需物品、人员分工和预算,语言简洁,条目清楚。预计参加人数为三十人,其中一半是小学生,场地只有一间教室,不能使用明火和大音量的音响设备。',
  `Below are the notes of a team meeting. Turn them into minutes with three headings: what was decided, what is still open, and who does what by when. Leave out small talk, keep every number, and mark with "unclear" what the notes do not settle.

Monday, the small room, all six present, Priya late because of the trains. Tomas showed the new booking page. It loads in 1.4 seconds on the test phone, the old one took 3.1. Everybody liked the calendar, two people could not find the button that goes back. Agreed that the button moves to the top left and gets a word instead of an arrow. Lena will do it before Thursday.

Then the mail reminders. Last month 412 reminders went out and 57 bounced. Omar thinks most of the bounces are old school addresses, but nobody has looked. He will look, no date was set. Priya wants text messages instead, at about 4 cents each. Jonas said the budget has room for 200 euros a month, not more. No decision, it comes back next week with figures.

Support: 38 questions last week, up from 25. Eleven of them were about the same thing, people who booked twice because the page said nothing after the first click. Tomas says the new page shows a message at once, so it should go away by itself. Lena is not so sure and would like a lock on the button as well. Agreed: a lock, but only after the new page is live, which is planned for the 14th.

Holidays: Jonas is away from the 9th to the 20th, Mia stands in for him. The team dinner was moved again, probably to the 22nd, somebody has to ask the restaurant. Mia wrote something on the board about that, but it was wiped off.`,
  'Explain recursion to a ten-year-old with an example from the kitchen.',
  '把下面这句话翻译成英文:这座城市的老街在清晨最安静,只有卖豆浆的小店亮着灯。',
  'Compare trains and planes for a journey of 600 kilometres between two large cities. Consider time from door to door, cost, comfort, reliability in winter, and emissions. End with a recommendation for a family with two small children and explain in which case you would advise the opposite.',
  '写一首关于秋天的五言绝句。',
  'Give me five names for a small shop that repairs bicycles and sells coffee. One line of reasoning for each.',
  '某公司有两条生产线。甲线每小时生产120件,次品率为2%;乙线每小时生产90件,次品率为0.8%。如果一件合格品的利润是15元,一件次品损失40元,请计算两条生产线每小时的预期利润,并说明在市场需求每小时不超过150件合格品时应当如何安排生产。请写出完整的计算过程。',
  'What is the difference between a process and a thread?',
  `Read the story and answer the four questions after it. Quote the words that support each answer.

The lighthouse on Gull Rock had been without a keeper for nine years when Ines took the job. People in the harbour told her that the lamp looked after itself now, and that all she would have to do was paint the railings and write down the weather. For the first month that was true. She painted the railings white, wrote down the weather twice a day, and read the novels that an earlier keeper had left in the kitchen, each with a pencilled mark out of ten on its last page.

In the second month the fog came. It did not roll in from the sea, as she had expected, but rose from the water all at once, like steam from a pot, and the lamp turned in it without reaching anything. On the fourth evening she heard an engine, close, and then nothing. She knew that the horn had been taken away years ago because of complaints from the hotel. So she carried the largest of the kitchen pots up the stairs, all one hundred and twelve of them, and beat it with a ladle, three strokes and a pause, three strokes and a pause, until her arms shook.

After an hour somebody answered with a whistle. After two hours a small fishing boat slid into the lee of the rock, and an old man in a yellow coat threw her a rope without a word. He drank three cups of tea before he spoke. "Nine out of ten," he said, looking at the pot. "The last keeper used a bell."

1. Why was there no horn on the rock?
2. Who had probably written the marks into the novels, and what makes you think so?
3. What did Ines do that nobody had told her to do?
4. What does the old man's remark show about him?`,
  '如何挑选一个成熟的西瓜?',
  'Our web service answers in 80 ms at the median and in 2.4 s at the 99th percentile. Most slow requests come within the first minute after a deployment. List the likely causes in the order in which you would check them, and for each one say what you would measure and what the figures would look like if it were the culprit.',
  'Name three rivers that flow through more than four countries and list the countries.',
  '请用通俗的语言向一位没有编程经验的小店老板解释什么是数据库,为什么不能把所有的订单都放在一个电子表格里,并举两个她在日常经营中会遇到的例子。',
  'A limerick, please, about a printer that never works on Mondays.',
  `You are given a data table as text. Summarise the most important trends in no more than 150 words, name one surprising value, and suggest two questions that the table cannot answer.

month | visitors | members | new members | left | average stay (minutes) | income
January | 4210 | 880 | 61 | 24 | 52 | 18340
February | 3980 | 902 | 45 | 23 | 55 | 17920
March | 4620 | 921 | 39 | 20 | 51 | 19410
April | 5105 | 948 | 52 | 25 | 47 | 20880
May | 5390 | 967 | 41 | 22 | 44 | 21260
June | 6120 | 975 | 33 | 25 | 39 | 22750
July | 7480 | 961 | 18 | 32 | 31 | 24190
August | 7655 | 940 | 14 | 35 | 30 | 24020
September | 5230 | 958 | 47 | 29 | 42 | 21530
October | 4890 | 983 | 54 | 29 | 48 | 20710
November | 4430 | 1012 | 58 | 29 | 53 | 19850
December | 3120 | 1003 | 20 | 29 | 57 | 15280

The members pay a fixed fee every month, visitors pay at the door. In July the pool was closed for nine days because of repairs, and in December the house was closed from the 23rd on.`,
  'Suggest a vegetarian dinner for four that is ready in thirty minutes, with a shopping list.',
  '请把下面这段会议记录整理成一封给全体同事的邮件,语气友好而正式:周三下午三点起,三楼的打印机停用,维修两天;急件可以用一楼前台的打印机,但每次不超过二十页;彩色打印要提前一天告诉小赵;维修期间三楼茶水间也不开放,热水请到二楼接。',
  'Is it possible to divide 100 coins among 7 pirates so that each one gets an odd number of coins? Explain.',
  'Rewrite this notice so that it is friendly and half as long: "It has come to the attention of the management that a considerable number of residents have been depositing their bicycles in the entrance area, which is strictly prohibited according to paragraph 14 of the house rules. Bicycles which are found in the entrance area after the first of the month will be removed at the expense of the owner and without any further notification."',
  '什么是通货膨胀?它对普通家庭有什么影响?',
  'Write a short dialogue between two neighbours who disagree about a tree that stands exactly on the border of their gardens. Neither of them is wrong, and by the end they find a solution that neither had thought of before.',
  'Convert 98.6 degrees Fahrenheit to Celsius and show the formula.',
  `下面是一篇短文,请先用不超过八十个字概括它的主要内容,然后列出作者提出的三个理由,最后指出哪一个理由最薄弱,并说明为什么。

我们镇上的菜市场要不要搬到城外去,大家争论了快两年。支持搬迁的人说,现在的市场在老城中心,每天早上从五点开始,送菜的货车把两条街堵得严严实实,救护车都进不来。这话不假,去年冬天就有一次,一位老人突发心脏病,救护车在巷口等了十一分钟。

可是我还是不赞成搬。第一,菜市场不光是买菜的地方。我母亲七十六岁,每天走十分钟去市场,和卖豆腐的阿姨聊几句,再慢慢走回来。市场要是搬到城外,坐公共汽车要四十分钟,她就不会再去了。第二,老城里的小饭馆都靠这个市场。饭馆老板每天早上现买现做,搬走以后他们只能让人送货,成本高了,味道也不一样了。第三,搬迁要花八千万元,而镇里一年用来修路的钱还不到一千万元。

堵车的问题当然要解决。邻县的办法就很好:货车只许在夜里十一点到凌晨四点之间进城,白天改用小型电动车从城边的仓库往里运。他们用了半年时间,花了不到三百万元,早上的街道就通畅了。我们为什么不先试一试呢?`,
  'How does a refrigerator work?',
  'Write an SQL query: given the tables orders(id, customer_id, placed_on, total) and customers(id, name, city), list for each city the three customers with the highest turnover in the last ninety days, with their turnover and their share of the turnover of that city. Explain each part of the query in one sentence.',
  '请推荐三本适合初中生阅读的科普书,并各用一句话说明理由。',
  'Plan a training schedule of eight weeks for a beginner who wants to run five kilometres without a pause. Three sessions a week, no session longer than 45 minutes, one easy week in the middle. Give it as a table and add what to do when a session was missed.',
  'What is the capital of Australia, and why is it not the largest city?',
  '小明和小红一起登山。小明每分钟走60米,小红每分钟走45米。小红先出发20分钟,两人沿同一条山路上山,路长4500米。问小明能不能在到达山顶之前追上小红?如果能,他们在离山顶多远的地方相遇?如果小明中途休息10分钟,结果又会怎样?请分步说明。',
  'Give the pros and cons of working four days a week.',
  `Review the following code. Say what it does, find the mistakes, order them by how much harm they can do, and write a corrected version.

\`\`\`javascript
const sessions = {}

function login(request, response) {
  const user = database.query("SELECT * FROM users WHERE name = '" + request.body.name + "'")
  if (user.password == request.body.password) {
    const id = Math.random().toString()
    sessions[id] = { user: user, since: Date.now() }
    response.setHeader('Set-Cookie', 'session=' + id)
    response.end('Welcome ' + request.body.name)
  } else {
    response.end('Wrong password for ' + user.name)
  }
}

function cleanUp() {
  for (const id in sessions) {
    if (Date.now() - sessions[id].since > 30 * 60) {
      delete sessions[id]
    }
  }
  setTimeout(cleanUp(), 60000)
}

function transfer(request, response) {
  const session = sessions[request.cookies.session]
  const amount = parseInt(request.body.amount)
  if (session.user.balance - amount >= 0) {
    database.query('UPDATE users SET balance = balance - ' + amount + ' WHERE id = ' + session.user.id)
    database.query('UPDATE users SET balance = balance + ' + amount + ' WHERE id = ' + request.body.to)
  }
  response.end('Done')
}
\`\`\`

The service runs as a single process behind a load balancer that ends TLS. The database driver is synchronous, and query returns the first row, or undefined where there is none.`,
  '用一个生活中的比喻解释什么是"机会成本"。',
  'Describe the smell of rain on a dry street in four sentences without using the words wet, rain or water.',
  'My tomato plants have yellow leaves at the bottom, the upper leaves are green but curl inwards in the afternoon. They stand in pots on a balcony that faces south, I water them every evening, and I feed them once a month. What is probably wrong, how can I find out, and what should I change first?',
  '把"欲速则不达"这个道理写成一个一百五十字左右的小故事。',
  'Sort these words alphabetically and count the letters of each: lantern, orbit, velvet, acorn, thistle, marble, quiver.',
  '请比较电动汽车和燃油汽车在北方冬季的使用成本。假设每年行驶一万五千公里,其中四个月气温低于零下十度,家里可以安装充电桩,电价每度0.5元,油价每升8元。请列出你的假设、计算过程和结论,并说明哪一个假设对结果影响最大。',
  'Write a haiku about a data centre at night.',
  'Explain how a vaccine trains the immune system, first for a child, then for a first-year student of biology. Keep each version under 120 words and do not use the same comparison twice.',
  '列出五个可以在办公室里做的伸展动作。',
  `Write a letter of complaint, polite but firm, on the basis of these facts. It must not be longer than one page, must ask for something definite, and must set a date.

On the 3rd of May I ordered a washing machine from a shop in the next town, model Lavanda 700, price 489 euros, delivery 39 euros, old machine to be taken away for 15 euros. Everything was paid by card on the same day. The delivery was promised for the 12th, between eight and twelve. I took the morning off. Nobody came. When I called at half past twelve, I was told that the van had broken down, and that they would come on the 15th.

On the 15th two men came at ten past five in the afternoon. They carried up the wrong machine, a Lavanda 500, which is smaller and costs 399 euros in the same shop. I said so, they called somebody, and then they told me I could keep it until the right one was there. They did not take the old machine away, because that was not on their list. While carrying, they damaged the wall of the staircase on the first floor. I have photographs of that, and my neighbour, Mrs Okafor, saw it happen.

Since then I have called four times, on the 17th, the 20th, the 24th and the 28th. Each time I was promised a call back within a day. Nobody has ever called back. Today is the 31st. The small machine works, but it leaks a little.`,
  'What happens if you mix baking soda and vinegar, and why?',
  '请写一段产品介绍,对象是第一次购买扫地机器人的中年夫妇。要说清楚它能做什么、不能做什么、每周要花多少时间维护,不使用夸张的形容词,控制在二百字以内。',
  'Find the next two numbers and explain the rule: 2, 6, 12, 20, 30, 42.',
  'A small museum wants a guided tour for blind visitors. It has six rooms with objects from the history of the postal service, from a mail coach to sorting machines. Propose a tour of sixty minutes: which objects can be touched, what can be heard or smelled, how the group moves from room to room, and how the guides should be trained.',
  '为什么海水是咸的,而河水不咸?',
  `请阅读下面的租房合同片段,以租客的身份找出对自己不利或含义不清的条款,逐条说明风险,并给出修改后的文字。

第三条 租期自签字之日起十二个月。期满后如甲方未提出异议,本合同自动延长十二个月,租金按市场行情调整。

第四条 租金每月四千二百元,每季度支付一次,于季度开始前十日内付清。逾期一日,按当季租金的百分之二支付违约金。

第五条 押金八千四百元,合同终止并结清所有费用后退还。房屋及家具如有损坏,由甲方从押金中扣除维修费用,金额以甲方估算为准。

第六条 房屋内的设备由乙方负责维护和修理,包括热水器、空调、洗衣机以及水电管线。

第七条 甲方有权在合理的时间进入房屋检查,乙方应予以配合。

第八条 乙方提前解除合同的,押金不予退还,并须支付剩余租期租金的一半。甲方因自用需要收回房屋的,提前十五日通知乙方即可。

第九条 未经甲方同意,乙方不得留宿他人、饲养宠物或更换门锁。`,
  'List ten everyday objects that contain a magnet.',
  'Imagine that the week had eight days. Describe in about two hundred words how schools, shops and calendars would change, and which problem nobody would have expected.',
  '请解释"沉没成本"并举一个例子。',
  'Write a regular expression that matches times of day from 00:00 to 23:59 and nothing else. Explain it piece by piece, and give three strings that look right but must not match.',
  'Which weighs more, a kilogram of feathers on the Moon or a kilogram of iron on the Earth? Explain carefully what the question leaves open.',
  '请为一个六岁的孩子写一个睡前故事,主角是一只怕黑的小猫头鹰,故事里要有一个朋友、一次小小的冒险和一个安静的结尾,四百字左右。',
  'Translate into formal French: "Thank you for your patience. Your parcel will arrive on Thursday before noon."',
  'Draft a checklist for moving a web application with 40 000 users from one database server to another with no more than five minutes of downtime. Separate what is done a week before, a day before, during the move and after it, and mark every step that cannot be undone.',
  'In words for a new colleague: what is a memory leak, how does one notice it in a service that runs for weeks, and which three things should be looked at first?',
  'Name five rivers that flow through more than three countries.',
  '请用三句话说明云和雾有什么不同。',
  'Let a gardener and a snail argue, in a short dialogue, about the last lettuce of the summer.',
  'A shop raises a price by 20 % and later lowers it by 20 %. Is the price the same as before? Show the calculation with an example.',
  'Turn this into a polite refusal of two sentences: We do not lend out our projector.',
  '请写一份两天的城市旅行计划，要求包括一座博物馆、一个公园和一家小吃店，并估计每天的花费。',
  'From the power button of a computer to its login screen: what happens? Give the steps in order.',
  'Bicycles, trams or buses? Compare them for a town of 80 000 people: cost, space, weather and noise. End with a recommendation.',
  'A printer works only on Tuesdays. Make a limerick of that.',
  '请把这句话改写得更正式：我们下周没空，改天再说吧。',
  'Somebody who has never left a desert asks you what rain smells like. Answer in one paragraph.',
]
